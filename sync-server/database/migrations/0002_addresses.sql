CREATE TABLE "address" (
	"slug" text PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"link" text NOT NULL
);
--> statement-breakpoint
INSERT INTO "address" SELECT DISTINCT ON (l."slug") l."slug", l."document", l."id" FROM "booking_link" l LEFT JOIN "doc" d ON d."name" = l."document" ORDER BY l."slug", d."id", l."id";
