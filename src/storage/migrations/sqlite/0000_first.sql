CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`zone` text NOT NULL,
	`locale` text NOT NULL,
	`week_start` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `member` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`slug` text NOT NULL,
	`zone` text NOT NULL,
	`colour` text NOT NULL,
	`ended` integer NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `calendar` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`colour` text NOT NULL,
	`zone` text NOT NULL,
	`counts_as_busy` integer NOT NULL,
	`receives_bookings` integer NOT NULL,
	`archived` integer NOT NULL,
	`schedule` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `calendar_owner` (
	`workspace` text NOT NULL,
	`calendar` text NOT NULL,
	`owner` text NOT NULL,
	PRIMARY KEY(`workspace`, `calendar`)
);
--> statement-breakpoint
CREATE TABLE `calendar_share` (
	`workspace` text NOT NULL,
	`calendar` text NOT NULL,
	`member` text NOT NULL,
	`permission` text NOT NULL,
	PRIMARY KEY(`workspace`, `calendar`, `member`)
);
--> statement-breakpoint
CREATE TABLE `schedule` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`id` text NOT NULL,
	`member` text NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `schedule_by_id` ON `schedule` (`workspace`,`id`);
--> statement-breakpoint
CREATE TABLE `event_type` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`id` text NOT NULL,
	`owner` text NOT NULL,
	`slug` text NOT NULL,
	`status` text NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `event_type_by_id` ON `event_type` (`workspace`,`id`);
--> statement-breakpoint
CREATE TABLE `booking_link` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`id` text NOT NULL,
	`event_type` text NOT NULL,
	`owner` text NOT NULL,
	`slug` text NOT NULL,
	`active` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `booking_link_by_slug` ON `booking_link` (`slug`);
--> statement-breakpoint
CREATE INDEX `booking_link_by_type` ON `booking_link` (`workspace`,`event_type`);
--> statement-breakpoint
CREATE TABLE `appointment` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`id` text NOT NULL,
	`calendar` text NOT NULL,
	`uid` text NOT NULL,
	`status` text NOT NULL,
	`booking_id` text,
	`deleted` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`document`, `id`)
);
--> statement-breakpoint
CREATE INDEX `appointment_by_id` ON `appointment` (`workspace`,`id`);
--> statement-breakpoint
CREATE INDEX `appointment_by_uid` ON `appointment` (`workspace`,`calendar`,`uid`);
--> statement-breakpoint
CREATE TABLE `occurrence` (
	`workspace` text NOT NULL,
	`document` text NOT NULL,
	`appointment` text NOT NULL,
	`original` text NOT NULL,
	`calendar` text NOT NULL,
	`basis` text NOT NULL,
	`starts` integer NOT NULL,
	`ends` integer NOT NULL,
	`all_day` integer NOT NULL,
	`long` integer NOT NULL,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`blocks` integer NOT NULL,
	PRIMARY KEY(`document`, `appointment`, `original`)
);
--> statement-breakpoint
CREATE INDEX `occurrence_by_start` ON `occurrence` (`workspace`,`basis`,`long`,`starts`,`ends`);
--> statement-breakpoint
CREATE INDEX `occurrence_by_calendar` ON `occurrence` (`workspace`,`calendar`,`basis`,`long`,`starts`,`ends`);
--> statement-breakpoint
CREATE TABLE `local_document` (
	`name` text PRIMARY KEY NOT NULL,
	`epoch` integer DEFAULT 0 NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`client_id` integer,
	`writable` integer NOT NULL,
	`known` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `local_snapshot` (
	`document` text PRIMARY KEY NOT NULL,
	`upto_n` integer NOT NULL,
	`data` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `local_update` (
	`document` text NOT NULL,
	`n` integer NOT NULL,
	`seq` integer,
	`command` text,
	`data` blob NOT NULL,
	PRIMARY KEY(`document`, `n`)
);
--> statement-breakpoint
CREATE INDEX `local_update_by_command` ON `local_update` (`command`);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`verb` text NOT NULL,
	`input` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_by_position` ON `outbox` (`state`,`position`);
--> statement-breakpoint
CREATE TABLE `outbox_part` (
	`command` text NOT NULL,
	`document` text NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`command`, `document`)
);
--> statement-breakpoint
CREATE INDEX `outbox_part_by_document` ON `outbox_part` (`document`);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
