// Made by scripts/migrations.mjs from the files beside it.
export const sqliteMigrations = [
  {
    "tag": "0000_first",
    "when": 1795175290636,
    "statements": [
      "CREATE TABLE `workspace` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`name` text NOT NULL,\n\t`slug` text NOT NULL,\n\t`zone` text NOT NULL,\n\t`locale` text NOT NULL,\n\t`week_start` integer NOT NULL\n);",
      "CREATE TABLE `member` (\n\t`workspace` text NOT NULL,\n\t`id` text NOT NULL,\n\t`name` text NOT NULL,\n\t`email` text NOT NULL,\n\t`role` text NOT NULL,\n\t`slug` text NOT NULL,\n\t`zone` text NOT NULL,\n\t`colour` text NOT NULL,\n\t`ended` integer NOT NULL,\n\tPRIMARY KEY(`workspace`, `id`)\n);",
      "CREATE TABLE `calendar` (\n\t`workspace` text NOT NULL,\n\t`id` text NOT NULL,\n\t`owner` text NOT NULL,\n\t`name` text NOT NULL,\n\t`description` text NOT NULL,\n\t`colour` text NOT NULL,\n\t`zone` text NOT NULL,\n\t`counts_as_busy` integer NOT NULL,\n\t`receives_bookings` integer NOT NULL,\n\t`archived` integer NOT NULL,\n\t`schedule` text,\n\tPRIMARY KEY(`workspace`, `id`)\n);",
      "CREATE TABLE `calendar_owner` (\n\t`workspace` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`owner` text NOT NULL,\n\tPRIMARY KEY(`workspace`, `calendar`)\n);",
      "CREATE TABLE `calendar_share` (\n\t`workspace` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`member` text NOT NULL,\n\t`permission` text NOT NULL,\n\tPRIMARY KEY(`workspace`, `calendar`, `member`)\n);",
      "CREATE TABLE `schedule` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`id` text NOT NULL,\n\t`member` text NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `schedule_by_id` ON `schedule` (`workspace`,`id`);",
      "CREATE TABLE `event_type` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`id` text NOT NULL,\n\t`owner` text NOT NULL,\n\t`slug` text NOT NULL,\n\t`status` text NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `event_type_by_id` ON `event_type` (`workspace`,`id`);",
      "CREATE TABLE `booking_link` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`id` text NOT NULL,\n\t`event_type` text NOT NULL,\n\t`owner` text NOT NULL,\n\t`slug` text NOT NULL,\n\t`active` integer NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `booking_link_by_slug` ON `booking_link` (`slug`);",
      "CREATE INDEX `booking_link_by_type` ON `booking_link` (`workspace`,`event_type`);",
      "CREATE TABLE `appointment` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`id` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`uid` text NOT NULL,\n\t`status` text NOT NULL,\n\t`booking_id` text,\n\t`deleted` integer NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `appointment_by_id` ON `appointment` (`workspace`,`id`);",
      "CREATE INDEX `appointment_by_uid` ON `appointment` (`workspace`,`calendar`,`uid`);",
      "CREATE TABLE `occurrence` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`appointment` text NOT NULL,\n\t`original` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`basis` text NOT NULL,\n\t`starts` integer NOT NULL,\n\t`ends` integer NOT NULL,\n\t`all_day` integer NOT NULL,\n\t`long` integer NOT NULL,\n\t`title` text NOT NULL,\n\t`status` text NOT NULL,\n\t`blocks` integer NOT NULL,\n\tPRIMARY KEY(`document`, `appointment`, `original`)\n);",
      "CREATE INDEX `occurrence_by_start` ON `occurrence` (`workspace`,`basis`,`long`,`starts`,`ends`);",
      "CREATE INDEX `occurrence_by_calendar` ON `occurrence` (`workspace`,`calendar`,`basis`,`long`,`starts`,`ends`);",
      "CREATE TABLE `local_document` (\n\t`name` text PRIMARY KEY NOT NULL,\n\t`epoch` integer DEFAULT 0 NOT NULL,\n\t`seq` integer DEFAULT 0 NOT NULL,\n\t`client_id` integer,\n\t`writable` integer NOT NULL,\n\t`known` integer NOT NULL\n);",
      "CREATE TABLE `local_snapshot` (\n\t`document` text PRIMARY KEY NOT NULL,\n\t`upto_n` integer NOT NULL,\n\t`data` blob NOT NULL\n);",
      "CREATE TABLE `local_update` (\n\t`document` text NOT NULL,\n\t`n` integer NOT NULL,\n\t`seq` integer,\n\t`command` text,\n\t`data` blob NOT NULL,\n\tPRIMARY KEY(`document`, `n`)\n);",
      "CREATE INDEX `local_update_by_command` ON `local_update` (`command`);",
      "CREATE TABLE `outbox` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`position` integer NOT NULL,\n\t`verb` text NOT NULL,\n\t`input` text NOT NULL,\n\t`state` text NOT NULL,\n\t`reason` text,\n\t`at` integer NOT NULL\n);",
      "CREATE INDEX `outbox_by_position` ON `outbox` (`state`,`position`);",
      "CREATE TABLE `outbox_part` (\n\t`command` text NOT NULL,\n\t`document` text NOT NULL,\n\t`data` blob NOT NULL,\n\tPRIMARY KEY(`command`, `document`)\n);",
      "CREATE INDEX `outbox_part_by_document` ON `outbox_part` (`document`);",
      "CREATE TABLE `setting` (\n\t`key` text PRIMARY KEY NOT NULL,\n\t`value` text NOT NULL\n);"
    ]
  },
  {
    "tag": "0001_absences",
    "when": 1795185410588,
    "statements": [
      "CREATE TABLE `absence` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`id` text NOT NULL,\n\t`member` text NOT NULL,\n\t`starts` integer NOT NULL,\n\t`ends` integer NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `absence_by_end` ON `absence` (`workspace`,`ends`);",
      "CREATE INDEX `absence_by_member` ON `absence` (`workspace`,`member`,`ends`);",
      "ALTER TABLE `workspace` ADD `holiday_region` text;",
      "ALTER TABLE `workspace` ADD `closures` text;"
    ]
  },
  {
    "tag": "0002_absences-taken-back",
    "when": 1795187451418,
    "statements": [
      "ALTER TABLE `absence` ADD `deleted` integer DEFAULT false NOT NULL;"
    ]
  },
  {
    "tag": "0003_verdicts",
    "when": 1795189998967,
    "statements": [
      "CREATE TABLE `verdict` (\n\t`workspace` text NOT NULL,\n\t`document` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`id` text NOT NULL,\n\t`data` text NOT NULL,\n\tPRIMARY KEY(`document`, `id`)\n);",
      "CREATE INDEX `verdict_by_id` ON `verdict` (`workspace`,`id`);"
    ]
  },
  {
    "tag": "0004_epochs",
    "when": 1795197471159,
    "statements": [
      "CREATE TABLE `kept_command` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`position` integer NOT NULL,\n\t`verb` text NOT NULL,\n\t`input` text NOT NULL,\n\t`at` integer NOT NULL,\n\t`kept_at` integer NOT NULL\n);",
      "CREATE INDEX `kept_command_by_position` ON `kept_command` (`position`);",
      "CREATE INDEX `kept_command_by_age` ON `kept_command` (`kept_at`);",
      "CREATE TABLE `kept_part` (\n\t`command` text NOT NULL,\n\t`document` text NOT NULL,\n\t`epoch` integer NOT NULL,\n\t`seq` integer NOT NULL,\n\tPRIMARY KEY(`command`, `document`)\n);",
      "CREATE INDEX `kept_part_by_document` ON `kept_part` (`document`,`epoch`,`seq`);",
      "CREATE TABLE `left_document` (\n\t`name` text PRIMARY KEY NOT NULL,\n\t`data` blob NOT NULL\n);",
      "ALTER TABLE `outbox` ADD `again` integer DEFAULT false NOT NULL;"
    ]
  },
  {
    "tag": "0005_teams-and-devices",
    "when": 1795197504079,
    "statements": [
      "CREATE TABLE `team` (\n\t`workspace` text NOT NULL,\n\t`id` text NOT NULL,\n\t`name` text NOT NULL,\n\t`manager` text,\n\t`members` text NOT NULL,\n\tPRIMARY KEY(`workspace`, `id`)\n);",
      "CREATE TABLE `team_share` (\n\t`workspace` text NOT NULL,\n\t`calendar` text NOT NULL,\n\t`team` text NOT NULL,\n\t`permission` text NOT NULL,\n\tPRIMARY KEY(`workspace`, `calendar`, `team`)\n);"
    ]
  }
]
