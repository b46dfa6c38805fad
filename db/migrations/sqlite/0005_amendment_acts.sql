CREATE TABLE `amendment_revision` (
	`amendment_id` text NOT NULL,
	`nth` integer NOT NULL,
	`heading` text NOT NULL,
	`wording` text NOT NULL,
	`after_id` text,
	`reason` text NOT NULL,
	`revised_at` integer NOT NULL,
	`delegation_id` text NOT NULL,
	PRIMARY KEY(`amendment_id`, `nth`),
	FOREIGN KEY (`amendment_id`) REFERENCES `amendment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `amendment_ruling` (
	`amendment_id` text NOT NULL,
	`nth` integer NOT NULL,
	`admissible` integer NOT NULL,
	`reason` text NOT NULL,
	`ruled_at` integer NOT NULL,
	`appeal_by` text,
	`appeal_reason` text DEFAULT '' NOT NULL,
	`appealed_at` integer,
	`votes_for` integer,
	`votes_against` integer,
	`abstentions` integer,
	`decided_at` integer,
	PRIMARY KEY(`amendment_id`, `nth`),
	FOREIGN KEY (`amendment_id`) REFERENCES `amendment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `amendment_terms` (
	`norm_id` text PRIMARY KEY NOT NULL,
	`sponsors_needed` integer NOT NULL,
	`table_until` integer,
	`sponsor_until` integer,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `amendment` ADD `kind` text;--> statement-breakpoint
ALTER TABLE `version` ADD `supersedes` integer;