CREATE TABLE "absence" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"id" text NOT NULL,
	"member" text NOT NULL,
	"starts" bigint NOT NULL,
	"ends" bigint NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "absence_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "holiday_region" jsonb;
--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "closures" jsonb;
--> statement-breakpoint
CREATE INDEX "absence_by_end" ON "absence" USING btree ("workspace","ends");
--> statement-breakpoint
CREATE INDEX "absence_by_member" ON "absence" USING btree ("workspace","member","ends");
