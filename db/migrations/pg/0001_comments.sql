ALTER TABLE "comment" ADD COLUMN "delegation_id" text;--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "source" text;--> statement-breakpoint
CREATE INDEX "comment_author" ON "comment" USING btree ("author_id","created_at");--> statement-breakpoint
CREATE INDEX "comment_delegation" ON "comment" USING btree ("delegation_id","created_at");