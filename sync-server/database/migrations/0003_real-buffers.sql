ALTER TABLE "booking" ADD COLUMN "hosts" jsonb;
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "buffers" jsonb;
--> statement-breakpoint
CREATE INDEX "booking_by_type" ON "booking" USING btree ("workspace","event_type","starts");
--> statement-breakpoint
CREATE INDEX "doc_by_beginning" ON "doc" USING btree ("name" text_pattern_ops);
