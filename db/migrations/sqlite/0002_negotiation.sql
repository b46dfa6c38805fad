CREATE TABLE `alternative` (
	`id` text PRIMARY KEY NOT NULL,
	`bracket_id` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	`proponent_id` text,
	`proposed_at` integer NOT NULL,
	`dropped_at` integer,
	`chosen_at` integer,
	FOREIGN KEY (`bracket_id`) REFERENCES `bracket`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alternative_bracket_number` ON `alternative` (`bracket_id`,`number`);--> statement-breakpoint
CREATE TABLE `amendment` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`norm_id` text NOT NULL,
	`version_id` text NOT NULL,
	`parent_id` text,
	`op` text NOT NULL,
	`paragraph_id` text,
	`span_start` integer,
	`span_end` integer,
	`after_id` text,
	`text` text NOT NULL,
	`heading` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`author_id` text,
	`tabled_at` integer,
	`settled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `amendment_number_unique` ON `amendment` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `amendment_ref_unique` ON `amendment` (`ref`);--> statement-breakpoint
CREATE INDEX `amendment_norm` ON `amendment` (`norm_id`,`number`);--> statement-breakpoint
CREATE INDEX `amendment_version` ON `amendment` (`version_id`);--> statement-breakpoint
CREATE TABLE `amendment_plan` (
	`version_id` text PRIMARY KEY NOT NULL,
	`steps` text NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `amendment_sponsor` (
	`amendment_id` text NOT NULL,
	`delegation_id` text NOT NULL,
	`kind` text NOT NULL,
	`since` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`amendment_id`, `delegation_id`),
	FOREIGN KEY (`amendment_id`) REFERENCES `amendment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bracket_position` (
	`bracket_id` text NOT NULL,
	`delegation_id` text NOT NULL,
	`position` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`bracket_id`, `delegation_id`),
	FOREIGN KEY (`bracket_id`) REFERENCES `bracket`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `confirmation` (
	`paragraph_id` text NOT NULL,
	`delegation_id` text NOT NULL,
	`confirmed` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`paragraph_id`, `delegation_id`),
	FOREIGN KEY (`paragraph_id`) REFERENCES `paragraph`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `last_look` (
	`person_id` text NOT NULL,
	`norm_id` text NOT NULL,
	`version_number` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `norm_id`)
);
--> statement-breakpoint
CREATE TABLE `proposal` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`norm_id` text NOT NULL,
	`paragraph_id` text,
	`after_id` text,
	`text` text NOT NULL,
	`rationale` text NOT NULL,
	`language` text NOT NULL,
	`author_id` text,
	`delegation_id` text,
	`status` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`settled_at` integer,
	`answer` text DEFAULT '' NOT NULL,
	`idempotency_key` text,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_number_unique` ON `proposal` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_ref_unique` ON `proposal` (`ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_idempotencyKey_unique` ON `proposal` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `proposal_norm` ON `proposal` (`norm_id`,`number`);--> statement-breakpoint
CREATE TABLE `proposal_support` (
	`proposal_id` text NOT NULL,
	`delegation_id` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`proposal_id`, `delegation_id`),
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `suggestion` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`paragraph_id` text NOT NULL,
	`author_id` text,
	`delegation_id` text,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`base_seq` integer NOT NULL,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` text,
	`resolution` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suggestion_number_unique` ON `suggestion` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `suggestion_ref_unique` ON `suggestion` (`ref`);--> statement-breakpoint
CREATE INDEX `suggestion_paragraph` ON `suggestion` (`paragraph_id`,`status`);--> statement-breakpoint
CREATE TABLE `suggestion_update` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`suggestion_id` text NOT NULL,
	`seq` integer NOT NULL,
	`count` integer NOT NULL,
	`update` blob NOT NULL,
	`person_id` text,
	`client_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`suggestion_id`) REFERENCES `suggestion`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suggestion_update_seq` ON `suggestion_update` (`suggestion_id`,`seq`);--> statement-breakpoint
ALTER TABLE `bracket` ADD `anchor_start` text;--> statement-breakpoint
ALTER TABLE `bracket` ADD `anchor_end` text;--> statement-breakpoint
ALTER TABLE `bracket` ADD `placed_by` text;--> statement-breakpoint
ALTER TABLE `bracket` ADD `silence_ends_at` integer;--> statement-breakpoint
ALTER TABLE `bracket` ADD `lifted_as` text;--> statement-breakpoint
ALTER TABLE `comment` ADD `anchor_start` text;--> statement-breakpoint
ALTER TABLE `comment` ADD `anchor_end` text;--> statement-breakpoint
ALTER TABLE `comment` ADD `quote` text;--> statement-breakpoint
ALTER TABLE `norm` ADD `package_deal` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `paragraph` ADD `state` text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE `paragraph` ADD `state_since` integer;--> statement-breakpoint
ALTER TABLE `paragraph` ADD `confirm_by` integer;