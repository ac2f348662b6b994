ALTER TABLE "outbox_message" ADD COLUMN "subject" text;
--> statement-breakpoint
ALTER TABLE "outbox_message" ADD COLUMN "recipient" text;
--> statement-breakpoint
CREATE INDEX "outbox_message_by_subject" ON "outbox_message" USING btree ("subject","recipient") WHERE "outbox_message"."state" = 'waiting';
--> statement-breakpoint
CREATE INDEX "outbox_message_dead" ON "outbox_message" USING btree ("workspace") WHERE "outbox_message"."state" = 'dead';
