CREATE TABLE `ballot` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`kind` text NOT NULL,
	`forum_id` text NOT NULL,
	`title` text NOT NULL,
	`question` text NOT NULL,
	`norm_id` text,
	`version_id` text,
	`rule` text NOT NULL,
	`status` text NOT NULL,
	`record` text NOT NULL,
	`joint_id` text,
	`source` text,
	`text_hash` text,
	`roll_hash` text,
	`prepared_at` integer NOT NULL,
	`closes_at` integer,
	`closes_zone` text NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	`outcome` text,
	`result` text,
	FOREIGN KEY (`forum_id`) REFERENCES `forum`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ballot_number_unique` ON `ballot` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `ballot_ref_unique` ON `ballot` (`ref`);--> statement-breakpoint
CREATE INDEX `ballot_forum` ON `ballot` (`forum_id`,`number`);--> statement-breakpoint
CREATE INDEX `ballot_norm` ON `ballot` (`norm_id`);--> statement-breakpoint
CREATE INDEX `ballot_status` ON `ballot` (`status`,`closes_at`);--> statement-breakpoint
CREATE INDEX `ballot_joint` ON `ballot` (`joint_id`);--> statement-breakpoint
CREATE TABLE `ballot_member` (
	`ballot_id` text NOT NULL,
	`member` text NOT NULL,
	`name` text NOT NULL,
	`delegation_id` text,
	`groupings` text NOT NULL,
	`weights` text NOT NULL,
	PRIMARY KEY(`ballot_id`, `member`),
	FOREIGN KEY (`ballot_id`) REFERENCES `ballot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ballot_member_delegation` ON `ballot_member` (`delegation_id`,`ballot_id`);--> statement-breakpoint
CREATE TABLE `bracket` (
	`id` text PRIMARY KEY NOT NULL,
	`paragraph_id` text NOT NULL,
	`quote` text NOT NULL,
	`holder_id` text,
	`reason` text NOT NULL,
	`placed_at` integer NOT NULL,
	`lifted_at` integer,
	FOREIGN KEY (`paragraph_id`) REFERENCES `paragraph`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bracket_paragraph` ON `bracket` (`paragraph_id`);--> statement-breakpoint
CREATE TABLE `client_lease` (
	`paragraph_id` text NOT NULL,
	`client_id` integer NOT NULL,
	`person_id` text,
	`delegation_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`paragraph_id`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `comment` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`norm_id` text NOT NULL,
	`paragraph_id` text,
	`reply_to_id` text,
	`author_id` text,
	`author_label` text NOT NULL,
	`organisation_id` text,
	`language` text NOT NULL,
	`body` text,
	`salt` text NOT NULL,
	`status` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	`idempotency_key` text,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `comment_number_unique` ON `comment` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `comment_ref_unique` ON `comment` (`ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `comment_idempotencyKey_unique` ON `comment` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `comment_norm` ON `comment` (`norm_id`,`number`);--> statement-breakpoint
CREATE INDEX `comment_paragraph` ON `comment` (`paragraph_id`);--> statement-breakpoint
CREATE INDEX `comment_reply` ON `comment` (`reply_to_id`);--> statement-breakpoint
CREATE TABLE `delegation` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delegation_slug_unique` ON `delegation` (`slug`);--> statement-breakpoint
CREATE TABLE `delegation_member` (
	`delegation_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`administrator` integer NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`delegation_id`, `person_id`),
	FOREIGN KEY (`delegation_id`) REFERENCES `delegation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delegation_member_person` ON `delegation_member` (`person_id`);--> statement-breakpoint
CREATE TABLE `doc_snapshot` (
	`paragraph_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`state` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `doc_update` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`paragraph_id` text NOT NULL,
	`seq` integer NOT NULL,
	`count` integer NOT NULL,
	`update` blob NOT NULL,
	`authors` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doc_update_paragraph_seq` ON `doc_update` (`paragraph_id`,`seq`);--> statement-breakpoint
CREATE TABLE `forum` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`region` text NOT NULL,
	`parent_id` text,
	`charter` text NOT NULL,
	`languages` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forum_slug_unique` ON `forum` (`slug`);--> statement-breakpoint
CREATE TABLE `ledger_checkpoint` (
	`size` integer PRIMARY KEY NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_entry` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`index` integer,
	`type` text NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	`leaf` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entry_index_unique` ON `ledger_entry` (`index`);--> statement-breakpoint
CREATE INDEX `ledger_entry_subject` ON `ledger_entry` (`subject`,`seq`);--> statement-breakpoint
CREATE TABLE `ledger_node` (
	`level` integer NOT NULL,
	`index` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`level`, `index`)
);
--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mail_next` ON `mail` (`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `norm` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`ref` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`forum_id` text NOT NULL,
	`stage` text NOT NULL,
	`stage_since` integer NOT NULL,
	`summary` text NOT NULL,
	`language` text NOT NULL,
	`consultation_closes_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`forum_id`) REFERENCES `forum`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `norm_number_unique` ON `norm` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `norm_ref_unique` ON `norm` (`ref`);--> statement-breakpoint
CREATE INDEX `norm_forum` ON `norm` (`forum_id`);--> statement-breakpoint
CREATE INDEX `norm_stage` ON `norm` (`stage`,`stage_since`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`country` text NOT NULL,
	`region` text NOT NULL,
	`accredited` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisation_slug_unique` ON `organisation` (`slug`);--> statement-breakpoint
CREATE INDEX `organisation_name` ON `organisation` (`name`);--> statement-breakpoint
CREATE TABLE `paragraph` (
	`id` text PRIMARY KEY NOT NULL,
	`norm_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`heading` text NOT NULL,
	`implements_id` text,
	`removed_at` integer,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `paragraph_norm` ON `paragraph` (`norm_id`,`position`);--> statement-breakpoint
CREATE INDEX `paragraph_implements` ON `paragraph` (`implements_id`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`fictional` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_unique` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`forum_id` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`person_id`, `role`, `forum_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rule` (
	`id` text PRIMARY KEY NOT NULL,
	`forum_id` text NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`is_default` integer NOT NULL,
	`adopted_at` integer NOT NULL,
	FOREIGN KEY (`forum_id`) REFERENCES `forum`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_forum_key_version` ON `rule` (`forum_id`,`key`,`version`);--> statement-breakpoint
CREATE TABLE `seat` (
	`id` text PRIMARY KEY NOT NULL,
	`forum_id` text NOT NULL,
	`delegation_id` text NOT NULL,
	`member` text NOT NULL,
	`votes` integer NOT NULL,
	`groupings` text NOT NULL,
	`weights` text NOT NULL,
	`since` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`forum_id`) REFERENCES `forum`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delegation_id`) REFERENCES `delegation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seat_forum_member` ON `seat` (`forum_id`,`member`);--> statement-breakpoint
CREATE INDEX `seat_delegation` ON `seat` (`delegation_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`device` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_id_unique` ON `session` (`id`);--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` text,
	`email_hash` text NOT NULL,
	`address_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_link_email` ON `sign_in_link` (`email_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `sign_in_link_address` ON `sign_in_link` (`address_hash`,`created_at`);--> statement-breakpoint
CREATE TABLE `version` (
	`id` text PRIMARY KEY NOT NULL,
	`norm_id` text NOT NULL,
	`number` integer NOT NULL,
	`symbol` text NOT NULL,
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`title` text NOT NULL,
	`note` text NOT NULL,
	`hash` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`frozen_by` text,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `version_norm_number` ON `version` (`norm_id`,`number`);--> statement-breakpoint
CREATE TABLE `version_paragraph` (
	`version_id` text NOT NULL,
	`paragraph_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`heading` text NOT NULL,
	`text` text NOT NULL,
	`implements_id` text,
	PRIMARY KEY(`version_id`, `paragraph_id`),
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `vote` (
	`ballot_id` text NOT NULL,
	`member` text NOT NULL,
	`choice` text NOT NULL,
	`part` text NOT NULL,
	`revision` integer NOT NULL,
	`cast_at` integer NOT NULL,
	`cast_by` text,
	`receipt` text NOT NULL,
	PRIMARY KEY(`ballot_id`, `member`, `choice`),
	FOREIGN KEY (`ballot_id`) REFERENCES `ballot`(`id`) ON UPDATE no action ON DELETE no action
);
