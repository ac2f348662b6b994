ALTER TABLE "booking" ADD COLUMN "proposal_until" bigint;
--> statement-breakpoint
CREATE INDEX "booking_proposed" ON "booking" USING btree ("proposal_until") WHERE "booking"."proposal_until" is not null;
