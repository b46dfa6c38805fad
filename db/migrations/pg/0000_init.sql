CREATE TABLE "ballot" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"kind" text NOT NULL,
	"forum_id" text NOT NULL,
	"title" text NOT NULL,
	"question" text NOT NULL,
	"norm_id" text,
	"version_id" text,
	"rule" jsonb NOT NULL,
	"status" text NOT NULL,
	"record" text NOT NULL,
	"joint_id" text,
	"source" text,
	"text_hash" text,
	"roll_hash" text,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone,
	"closes_zone" text NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"outcome" text,
	"result" jsonb,
	CONSTRAINT "ballot_number_unique" UNIQUE("number"),
	CONSTRAINT "ballot_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "ballot_member" (
	"ballot_id" text NOT NULL,
	"member" text NOT NULL,
	"name" text NOT NULL,
	"delegation_id" text,
	"groupings" jsonb NOT NULL,
	"weights" jsonb NOT NULL,
	CONSTRAINT "ballot_member_ballot_id_member_pk" PRIMARY KEY("ballot_id","member")
);
--> statement-breakpoint
CREATE TABLE "bracket" (
	"id" text PRIMARY KEY NOT NULL,
	"paragraph_id" text NOT NULL,
	"quote" text NOT NULL,
	"holder_id" text,
	"reason" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"lifted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "client_lease" (
	"paragraph_id" text NOT NULL,
	"client_id" integer NOT NULL,
	"person_id" text,
	"delegation_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "client_lease_paragraph_id_client_id_pk" PRIMARY KEY("paragraph_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "comment" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"norm_id" text NOT NULL,
	"paragraph_id" text,
	"reply_to_id" text,
	"author_id" text,
	"author_label" text NOT NULL,
	"organisation_id" text,
	"language" text NOT NULL,
	"body" text,
	"salt" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"idempotency_key" text,
	CONSTRAINT "comment_number_unique" UNIQUE("number"),
	CONSTRAINT "comment_ref_unique" UNIQUE("ref"),
	CONSTRAINT "comment_idempotencyKey_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "delegation" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delegation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "delegation_member" (
	"delegation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"administrator" boolean NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delegation_member_delegation_id_person_id_pk" PRIMARY KEY("delegation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "doc_snapshot" (
	"paragraph_id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "doc_update" (
	"n" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "doc_update_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"paragraph_id" text NOT NULL,
	"seq" integer NOT NULL,
	"count" integer NOT NULL,
	"update" "bytea" NOT NULL,
	"authors" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forum" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"region" text NOT NULL,
	"parent_id" text,
	"charter" text NOT NULL,
	"languages" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "forum_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "ledger_checkpoint" (
	"size" integer PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"seq" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entry_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"index" integer,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"body" text NOT NULL,
	"leaf" "bytea" NOT NULL,
	CONSTRAINT "ledger_entry_index_unique" UNIQUE("index")
);
--> statement-breakpoint
CREATE TABLE "ledger_node" (
	"level" integer NOT NULL,
	"index" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "ledger_node_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" text PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "norm" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"forum_id" text NOT NULL,
	"stage" text NOT NULL,
	"stage_since" timestamp (3) with time zone NOT NULL,
	"summary" text NOT NULL,
	"language" text NOT NULL,
	"consultation_closes_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "norm_number_unique" UNIQUE("number"),
	CONSTRAINT "norm_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"country" text NOT NULL,
	"region" text NOT NULL,
	"accredited" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "paragraph" (
	"id" text PRIMARY KEY NOT NULL,
	"norm_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"heading" text NOT NULL,
	"implements_id" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"fictional" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"forum_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_grant_person_id_role_forum_id_pk" PRIMARY KEY("person_id","role","forum_id")
);
--> statement-breakpoint
CREATE TABLE "rule" (
	"id" text PRIMARY KEY NOT NULL,
	"forum_id" text NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" jsonb NOT NULL,
	"is_default" boolean NOT NULL,
	"adopted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"id" text PRIMARY KEY NOT NULL,
	"forum_id" text NOT NULL,
	"delegation_id" text NOT NULL,
	"member" text NOT NULL,
	"votes" boolean NOT NULL,
	"groupings" jsonb NOT NULL,
	"weights" jsonb NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"device" text NOT NULL,
	CONSTRAINT "session_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" text,
	"email_hash" text NOT NULL,
	"address_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "version" (
	"id" text PRIMARY KEY NOT NULL,
	"norm_id" text NOT NULL,
	"number" integer NOT NULL,
	"symbol" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"note" text NOT NULL,
	"hash" text NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	"frozen_by" text
);
--> statement-breakpoint
CREATE TABLE "version_paragraph" (
	"version_id" text NOT NULL,
	"paragraph_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"heading" text NOT NULL,
	"text" text NOT NULL,
	"implements_id" text,
	CONSTRAINT "version_paragraph_version_id_paragraph_id_pk" PRIMARY KEY("version_id","paragraph_id")
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"ballot_id" text NOT NULL,
	"member" text NOT NULL,
	"choice" text NOT NULL,
	"part" text NOT NULL,
	"revision" integer NOT NULL,
	"cast_at" timestamp (3) with time zone NOT NULL,
	"cast_by" text,
	"receipt" text NOT NULL,
	CONSTRAINT "vote_ballot_id_member_choice_pk" PRIMARY KEY("ballot_id","member","choice")
);
--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_forum_id_forum_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forum"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_member" ADD CONSTRAINT "ballot_member_ballot_id_ballot_id_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket" ADD CONSTRAINT "bracket_paragraph_id_paragraph_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation_member" ADD CONSTRAINT "delegation_member_delegation_id_delegation_id_fk" FOREIGN KEY ("delegation_id") REFERENCES "public"."delegation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegation_member" ADD CONSTRAINT "delegation_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "norm" ADD CONSTRAINT "norm_forum_id_forum_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forum"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paragraph" ADD CONSTRAINT "paragraph_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule" ADD CONSTRAINT "rule_forum_id_forum_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forum"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_forum_id_forum_id_fk" FOREIGN KEY ("forum_id") REFERENCES "public"."forum"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_delegation_id_delegation_id_fk" FOREIGN KEY ("delegation_id") REFERENCES "public"."delegation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version" ADD CONSTRAINT "version_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_paragraph" ADD CONSTRAINT "version_paragraph_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_ballot_id_ballot_id_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballot_forum" ON "ballot" USING btree ("forum_id","number");--> statement-breakpoint
CREATE INDEX "ballot_norm" ON "ballot" USING btree ("norm_id");--> statement-breakpoint
CREATE INDEX "ballot_status" ON "ballot" USING btree ("status","closes_at");--> statement-breakpoint
CREATE INDEX "ballot_joint" ON "ballot" USING btree ("joint_id");--> statement-breakpoint
CREATE INDEX "ballot_member_delegation" ON "ballot_member" USING btree ("delegation_id","ballot_id");--> statement-breakpoint
CREATE INDEX "bracket_paragraph" ON "bracket" USING btree ("paragraph_id");--> statement-breakpoint
CREATE INDEX "comment_norm" ON "comment" USING btree ("norm_id","number");--> statement-breakpoint
CREATE INDEX "comment_paragraph" ON "comment" USING btree ("paragraph_id");--> statement-breakpoint
CREATE INDEX "comment_reply" ON "comment" USING btree ("reply_to_id");--> statement-breakpoint
CREATE INDEX "delegation_member_person" ON "delegation_member" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "doc_update_paragraph_seq" ON "doc_update" USING btree ("paragraph_id","seq");--> statement-breakpoint
CREATE INDEX "ledger_entry_subject" ON "ledger_entry" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "mail_next" ON "mail" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "norm_forum" ON "norm" USING btree ("forum_id");--> statement-breakpoint
CREATE INDEX "norm_stage" ON "norm" USING btree ("stage","stage_since");--> statement-breakpoint
CREATE INDEX "organisation_name" ON "organisation" USING btree ("name");--> statement-breakpoint
CREATE INDEX "paragraph_norm" ON "paragraph" USING btree ("norm_id","position");--> statement-breakpoint
CREATE INDEX "paragraph_implements" ON "paragraph" USING btree ("implements_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_forum_key_version" ON "rule" USING btree ("forum_id","key","version");--> statement-breakpoint
CREATE UNIQUE INDEX "seat_forum_member" ON "seat" USING btree ("forum_id","member");--> statement-breakpoint
CREATE INDEX "seat_delegation" ON "seat" USING btree ("delegation_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_in_link_email" ON "sign_in_link" USING btree ("email_hash","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_link_address" ON "sign_in_link" USING btree ("address_hash","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "version_norm_number" ON "version" USING btree ("norm_id","number");