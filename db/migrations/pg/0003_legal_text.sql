CREATE TABLE "definition" (
	"id" text PRIMARY KEY NOT NULL,
	"norm_id" text NOT NULL,
	"paragraph_id" text NOT NULL,
	"term" text NOT NULL,
	"language" text NOT NULL,
	"anchor_start" text NOT NULL,
	"anchor_end" text NOT NULL,
	"defined_by" text,
	"defined_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reference" (
	"id" text PRIMARY KEY NOT NULL,
	"paragraph_id" text NOT NULL,
	"target_id" text NOT NULL,
	"form" text NOT NULL,
	"written" text NOT NULL,
	"anchor_start" text NOT NULL,
	"anchor_end" text NOT NULL,
	"placed_by" text,
	"placed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "version_mark" (
	"version_id" text NOT NULL,
	"paragraph_id" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"target_id" text,
	"term" text,
	CONSTRAINT "version_mark_version_id_paragraph_id_start_end_pk" PRIMARY KEY("version_id","paragraph_id","start","end")
);
--> statement-breakpoint
ALTER TABLE "definition" ADD CONSTRAINT "definition_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "definition" ADD CONSTRAINT "definition_paragraph_id_paragraph_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference" ADD CONSTRAINT "reference_paragraph_id_paragraph_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reference" ADD CONSTRAINT "reference_target_id_paragraph_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."paragraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_mark" ADD CONSTRAINT "version_mark_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "definition_norm" ON "definition" USING btree ("norm_id");--> statement-breakpoint
CREATE INDEX "definition_paragraph" ON "definition" USING btree ("paragraph_id");--> statement-breakpoint
CREATE INDEX "reference_paragraph" ON "reference" USING btree ("paragraph_id");--> statement-breakpoint
CREATE INDEX "reference_target" ON "reference" USING btree ("target_id");