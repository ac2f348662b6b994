CREATE TABLE `team` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`manager` text,
	`members` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `team_share` (
	`workspace` text NOT NULL,
	`calendar` text NOT NULL,
	`team` text NOT NULL,
	`permission` text NOT NULL,
	PRIMARY KEY(`workspace`, `calendar`, `team`)
);
