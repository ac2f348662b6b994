CREATE TABLE `verdict` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`calendar` text NOT NULL,
	`id` text NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `verdict_by_id` ON `verdict` (`workspace`,`id`);
