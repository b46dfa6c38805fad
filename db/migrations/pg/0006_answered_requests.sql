CREATE TABLE "answered_request" (
	"person_id" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"first_seq" integer NOT NULL,
	"last_seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answered_request_person_id_key_pk" PRIMARY KEY("person_id","key")
);
