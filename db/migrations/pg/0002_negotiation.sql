CREATE TABLE "alternative" (
	"id" text PRIMARY KEY NOT NULL,
	"bracket_id" text NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"proponent_id" text,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"dropped_at" timestamp (3) with time zone,
	"chosen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "amendment" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"norm_id" text NOT NULL,
	"version_id" text NOT NULL,
	"parent_id" text,
	"op" text NOT NULL,
	"paragraph_id" text,
	"span_start" integer,
	"span_end" integer,
	"after_id" text,
	"text" text NOT NULL,
	"heading" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"author_id" text,
	"tabled_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "amendment_number_unique" UNIQUE("number"),
	CONSTRAINT "amendment_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "amendment_plan" (
	"version_id" text PRIMARY KEY NOT NULL,
	"steps" jsonb NOT NULL,
	"confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "amendment_sponsor" (
	"amendment_id" text NOT NULL,
	"delegation_id" text NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "amendment_sponsor_amendment_id_delegation_id_pk" PRIMARY KEY("amendment_id","delegation_id")
);
--> statement-breakpoint
CREATE TABLE "bracket_position" (
	"bracket_id" text NOT NULL,
	"delegation_id" text NOT NULL,
	"position" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "bracket_position_bracket_id_delegation_id_pk" PRIMARY KEY("bracket_id","delegation_id")
);
--> statement-breakpoint
CREATE TABLE "confirmation" (
	"paragraph_id" text NOT NULL,
	"delegation_id" text NOT NULL,
	"confirmed" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "confirmation_paragraph_id_delegation_id_pk" PRIMARY KEY("paragraph_id","delegation_id")
);
--> statement-breakpoint
CREATE TABLE "last_look" (
	"person_id" text NOT NULL,
	"norm_id" text NOT NULL,
	"version_number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "last_look_person_id_norm_id_pk" PRIMARY KEY("person_id","norm_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"norm_id" text NOT NULL,
	"paragraph_id" text,
	"after_id" text,
	"text" text NOT NULL,
	"rationale" text NOT NULL,
	"language" text NOT NULL,
	"author_id" text,
	"delegation_id" text,
	"status" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"idempotency_key" text,
	CONSTRAINT "proposal_number_unique" UNIQUE("number"),
	CONSTRAINT "proposal_ref_unique" UNIQUE("ref"),
	CONSTRAINT "proposal_idempotencyKey_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "proposal_support" (
	"proposal_id" text NOT NULL,
	"delegation_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "proposal_support_proposal_id_delegation_id_pk" PRIMARY KEY("proposal_id","delegation_id")
);
--> statement-breakpoint
CREATE TABLE "suggestion" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"ref" text NOT NULL,
	"paragraph_id" text NOT NULL,
	"author_id" text,
	"delegation_id" text,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"base_seq" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text,
	"resolution" text DEFAULT '' NOT NULL,
	CONSTRAINT "suggestion_number_unique" UNIQUE("number"),
	CONSTRAINT "suggestion_ref_unique" UNIQUE("ref")
);
--> statement-breakpoint
CREATE TABLE "suggestion_update" (
	"n" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "suggestion_update_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"suggestion_id" text NOT NULL,
	"seq" integer NOT NULL,
	"count" integer NOT NULL,
	"update" "bytea" NOT NULL,
	"person_id" text,
	"client_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bracket" ADD COLUMN "anchor_start" text;--> statement-breakpoint
ALTER TABLE "bracket" ADD COLUMN "anchor_end" text;--> statement-breakpoint
ALTER TABLE "bracket" ADD COLUMN "placed_by" text;--> statement-breakpoint
ALTER TABLE "bracket" ADD COLUMN "silence_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "bracket" ADD COLUMN "lifted_as" text;--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "anchor_start" text;--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "anchor_end" text;--> statement-breakpoint
ALTER TABLE "comment" ADD COLUMN "quote" text;--> statement-breakpoint
ALTER TABLE "norm" ADD COLUMN "package_deal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "paragraph" ADD COLUMN "state" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "paragraph" ADD COLUMN "state_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "paragraph" ADD COLUMN "confirm_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alternative" ADD CONSTRAINT "alternative_bracket_id_bracket_id_fk" FOREIGN KEY ("bracket_id") REFERENCES "public"."bracket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_plan" ADD CONSTRAINT "amendment_plan_version_id_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_sponsor" ADD CONSTRAINT "amendment_sponsor_amendment_id_amendment_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."amendment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bracket_position" ADD CONSTRAINT "bracket_position_bracket_id_bracket_id_fk" FOREIGN KEY ("bracket_id") REFERENCES "public"."bracket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_paragraph_id_paragraph_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."paragraph"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_support" ADD CONSTRAINT "proposal_support_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion_update" ADD CONSTRAINT "suggestion_update_suggestion_id_suggestion_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."suggestion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alternative_bracket_number" ON "alternative" USING btree ("bracket_id","number");--> statement-breakpoint
CREATE INDEX "amendment_norm" ON "amendment" USING btree ("norm_id","number");--> statement-breakpoint
CREATE INDEX "amendment_version" ON "amendment" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "proposal_norm" ON "proposal" USING btree ("norm_id","number");--> statement-breakpoint
CREATE INDEX "suggestion_paragraph" ON "suggestion" USING btree ("paragraph_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "suggestion_update_seq" ON "suggestion_update" USING btree ("suggestion_id","seq");