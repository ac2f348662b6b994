CREATE TABLE "team" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"manager" text,
	"members" jsonb NOT NULL,
	CONSTRAINT "team_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "team_share" (
	"workspace" text NOT NULL,
	"calendar" text NOT NULL,
	"team" text NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "team_share_workspace_calendar_team_pk" PRIMARY KEY("workspace","calendar","team")
);
--> statement-breakpoint
CREATE TABLE "device" (
	"workspace" text NOT NULL,
	"member" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"session" text NOT NULL,
	"created_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "device_workspace_member_id_pk" PRIMARY KEY("workspace","member","id")
);
--> statement-breakpoint
CREATE INDEX "device_by_session" ON "device" USING btree ("session");
--> statement-breakpoint
CREATE INDEX "device_revoked" ON "device" USING btree ("revoked_at") WHERE "device"."revoked_at" is not null;
--> statement-breakpoint
SELECT dayloom_keep_apart("name") FROM unnest(ARRAY['team', 'team_share', 'device']::regclass[]) AS "name";
