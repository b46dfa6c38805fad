CREATE TABLE "amendment_revision" (
	"amendment_id" text NOT NULL,
	"nth" integer NOT NULL,
	"heading" text NOT NULL,
	"wording" text NOT NULL,
	"after_id" text,
	"reason" text NOT NULL,
	"revised_at" timestamp (3) with time zone NOT NULL,
	"delegation_id" text NOT NULL,
	CONSTRAINT "amendment_revision_amendment_id_nth_pk" PRIMARY KEY("amendment_id","nth")
);
--> statement-breakpoint
CREATE TABLE "amendment_ruling" (
	"amendment_id" text NOT NULL,
	"nth" integer NOT NULL,
	"admissible" boolean NOT NULL,
	"reason" text NOT NULL,
	"ruled_at" timestamp (3) with time zone NOT NULL,
	"appeal_by" text,
	"appeal_reason" text DEFAULT '' NOT NULL,
	"appealed_at" timestamp (3) with time zone,
	"votes_for" integer,
	"votes_against" integer,
	"abstentions" integer,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "amendment_ruling_amendment_id_nth_pk" PRIMARY KEY("amendment_id","nth")
);
--> statement-breakpoint
CREATE TABLE "amendment_terms" (
	"norm_id" text PRIMARY KEY NOT NULL,
	"sponsors_needed" integer NOT NULL,
	"table_until" timestamp (3) with time zone,
	"sponsor_until" timestamp (3) with time zone,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "amendment" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "version" ADD COLUMN "supersedes" integer;--> statement-breakpoint
ALTER TABLE "amendment_revision" ADD CONSTRAINT "amendment_revision_amendment_id_amendment_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."amendment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_ruling" ADD CONSTRAINT "amendment_ruling_amendment_id_amendment_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."amendment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_terms" ADD CONSTRAINT "amendment_terms_norm_id_norm_id_fk" FOREIGN KEY ("norm_id") REFERENCES "public"."norm"("id") ON DELETE no action ON UPDATE no action;