CREATE TABLE "organizer_address" (
	"slug" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"member" text
);
--> statement-breakpoint
CREATE INDEX "organizer_address_by_workspace" ON "organizer_address" USING btree ("workspace");
--> statement-breakpoint
INSERT INTO "organizer_address" SELECT DISTINCT ON (o."slug") o."slug", o."workspace", o."member" FROM (SELECT "slug", "id" AS "workspace", NULL AS "member" FROM "workspace" UNION ALL SELECT "slug", "workspace", "id" FROM "member") o LEFT JOIN "doc" d ON d."name" = o."workspace" || '/directory' ORDER BY o."slug", d."id", o."member" NULLS FIRST;
