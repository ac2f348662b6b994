CREATE TABLE `absence` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`id` text NOT NULL,
	`member` text NOT NULL,
	`starts` integer NOT NULL,
	`ends` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `absence_by_end` ON `absence` (`workspace`,`ends`);
--> statement-breakpoint
CREATE INDEX `absence_by_member` ON `absence` (`workspace`,`member`,`ends`);
--> statement-breakpoint
ALTER TABLE `workspace` ADD `holiday_region` text;
--> statement-breakpoint
ALTER TABLE `workspace` ADD `closures` text;
