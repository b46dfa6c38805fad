CREATE TABLE `definition` (
	`id` text PRIMARY KEY NOT NULL,
	`norm_id` text NOT NULL,
	`paragraph_id` text NOT NULL,
	`term` text NOT NULL,
	`language` text NOT NULL,
	`anchor_start` text NOT NULL,
	`anchor_end` text NOT NULL,
	`defined_by` text,
	`defined_at` integer NOT NULL,
	FOREIGN KEY (`norm_id`) REFERENCES `norm`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`paragraph_id`) REFERENCES `paragraph`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `definition_norm` ON `definition` (`norm_id`);--> statement-breakpoint
CREATE INDEX `definition_paragraph` ON `definition` (`paragraph_id`);--> statement-breakpoint
CREATE TABLE `reference` (
	`id` text PRIMARY KEY NOT NULL,
	`paragraph_id` text NOT NULL,
	`target_id` text NOT NULL,
	`form` text NOT NULL,
	`written` text NOT NULL,
	`anchor_start` text NOT NULL,
	`anchor_end` text NOT NULL,
	`placed_by` text,
	`placed_at` integer NOT NULL,
	FOREIGN KEY (`paragraph_id`) REFERENCES `paragraph`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`target_id`) REFERENCES `paragraph`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reference_paragraph` ON `reference` (`paragraph_id`);--> statement-breakpoint
CREATE INDEX `reference_target` ON `reference` (`target_id`);--> statement-breakpoint
CREATE TABLE `version_mark` (
	`version_id` text NOT NULL,
	`paragraph_id` text NOT NULL,
	`start` integer NOT NULL,
	`end` integer NOT NULL,
	`target_id` text,
	`term` text,
	PRIMARY KEY(`version_id`, `paragraph_id`, `start`, `end`),
	FOREIGN KEY (`version_id`) REFERENCES `version`(`id`) ON UPDATE no action ON DELETE no action
);
