CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "claim" ADD CONSTRAINT "claim_exclusive" EXCLUDE USING gist (
	"workspace" WITH =,
	"host" WITH =,
	int8range("starts", "ends") WITH &&
) WHERE ("kind" IN ('booking', 'hold', 'pending'));
