CREATE TABLE "verdict" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"calendar" text NOT NULL,
	"id" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "verdict_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
CREATE INDEX "verdict_by_id" ON "verdict" USING btree ("workspace","id");
--> statement-breakpoint
SELECT dayloom_keep_apart('verdict');
