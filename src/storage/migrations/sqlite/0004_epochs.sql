CREATE TABLE `kept_command` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`verb` text NOT NULL,
	`input` text NOT NULL,
	`at` integer NOT NULL,
	`kept_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kept_command_by_position` ON `kept_command` (`position`);
--> statement-breakpoint
CREATE INDEX `kept_command_by_age` ON `kept_command` (`kept_at`);
--> statement-breakpoint
CREATE TABLE `kept_part` (
	`command` text NOT NULL,
	`document` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`command`, `document`)
);
--> statement-breakpoint
CREATE INDEX `kept_part_by_document` ON `kept_part` (`document`,`epoch`,`seq`);
--> statement-breakpoint
CREATE TABLE `left_document` (
	`name` text PRIMARY KEY NOT NULL,
	`data` blob NOT NULL
);
--> statement-breakpoint
ALTER TABLE `outbox` ADD `again` integer DEFAULT false NOT NULL;
