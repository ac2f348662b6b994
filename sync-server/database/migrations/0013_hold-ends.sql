DROP INDEX "hold_by_end";
--> statement-breakpoint
CREATE INDEX "hold_by_end" ON "hold" USING btree ("latest_at");
