CREATE TABLE "hold" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"link" text NOT NULL,
	"event_type" text NOT NULL,
	"starts" bigint NOT NULL,
	"ends" bigint NOT NULL,
	"hosts" jsonb NOT NULL,
	"address" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"latest_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "hold" text;
--> statement-breakpoint
CREATE INDEX "hold_by_address" ON "hold" USING btree ("address");
--> statement-breakpoint
CREATE INDEX "hold_by_type" ON "hold" USING btree ("workspace","event_type","starts");
--> statement-breakpoint
CREATE INDEX "hold_by_end" ON "hold" USING btree ("workspace","latest_at");
--> statement-breakpoint
CREATE INDEX "booking_by_link" ON "booking" USING btree ("workspace","link");
--> statement-breakpoint
CREATE INDEX "claim_by_hold" ON "claim" USING btree ("hold") WHERE "claim"."hold" is not null;
--> statement-breakpoint
SELECT dayloom_keep_apart('hold');
