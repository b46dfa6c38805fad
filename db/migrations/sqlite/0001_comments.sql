ALTER TABLE `comment` ADD `delegation_id` text;--> statement-breakpoint
ALTER TABLE `comment` ADD `source` text;--> statement-breakpoint
CREATE INDEX `comment_author` ON `comment` (`author_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `comment_delegation` ON `comment` (`delegation_id`,`created_at`);