ALTER TABLE `absence` ADD `deleted` integer DEFAULT false NOT NULL;
