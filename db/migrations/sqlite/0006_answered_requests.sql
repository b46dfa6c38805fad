CREATE TABLE `answered_request` (
	`person_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`first_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `key`)
);
