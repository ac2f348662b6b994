CREATE TABLE "workspace" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"zone" text NOT NULL,
	"locale" text NOT NULL,
	"week_start" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"slug" text NOT NULL,
	"zone" text NOT NULL,
	"colour" text NOT NULL,
	"ended" boolean NOT NULL,
	CONSTRAINT "member_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "calendar" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"colour" text NOT NULL,
	"zone" text NOT NULL,
	"counts_as_busy" boolean NOT NULL,
	"receives_bookings" boolean NOT NULL,
	"archived" boolean NOT NULL,
	"schedule" text,
	CONSTRAINT "calendar_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_owner" (
	"workspace" text NOT NULL,
	"calendar" text NOT NULL,
	"owner" text NOT NULL,
	CONSTRAINT "calendar_owner_workspace_calendar_pk" PRIMARY KEY("workspace","calendar")
);
--> statement-breakpoint
CREATE TABLE "calendar_share" (
	"workspace" text NOT NULL,
	"calendar" text NOT NULL,
	"member" text NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "calendar_share_workspace_calendar_member_pk" PRIMARY KEY("workspace","calendar","member")
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"id" text NOT NULL,
	"member" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "schedule_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
CREATE TABLE "event_type" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"id" text NOT NULL,
	"owner" text NOT NULL,
	"slug" text NOT NULL,
	"status" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "event_type_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
CREATE TABLE "booking_link" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"id" text NOT NULL,
	"event_type" text NOT NULL,
	"owner" text NOT NULL,
	"slug" text NOT NULL,
	"active" boolean NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "booking_link_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
CREATE TABLE "appointment" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"id" text NOT NULL,
	"calendar" text NOT NULL,
	"uid" text NOT NULL,
	"status" text NOT NULL,
	"booking_id" text,
	"deleted" boolean NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "appointment_document_id_pk" PRIMARY KEY("document","id")
);
--> statement-breakpoint
CREATE TABLE "occurrence" (
	"workspace" text NOT NULL,
	"document" text NOT NULL,
	"appointment" text NOT NULL,
	"original" text NOT NULL,
	"calendar" text NOT NULL,
	"basis" text NOT NULL,
	"starts" bigint NOT NULL,
	"ends" bigint NOT NULL,
	"all_day" boolean NOT NULL,
	"long" boolean NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"blocks" boolean NOT NULL,
	CONSTRAINT "occurrence_document_appointment_original_pk" PRIMARY KEY("document","appointment","original")
);
--> statement-breakpoint
CREATE TABLE "account_member" (
	"account" text NOT NULL,
	"workspace" text NOT NULL,
	"member" text NOT NULL,
	CONSTRAINT "account_member_account_workspace_pk" PRIMARY KEY("account","workspace"),
	CONSTRAINT "account_member_once" UNIQUE("workspace","member")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"old" jsonb,
	"new" jsonb,
	"ip" text,
	"agent" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "booking" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"link" text NOT NULL,
	"event_type" text NOT NULL,
	"appointment" text NOT NULL,
	"document" text NOT NULL,
	"host" text NOT NULL,
	"starts" bigint NOT NULL,
	"ends" bigint NOT NULL,
	"zone" text NOT NULL,
	"email" text NOT NULL,
	"generation" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"host" text NOT NULL,
	"starts" bigint NOT NULL,
	"ends" bigint NOT NULL,
	"kind" text NOT NULL,
	"booking" text,
	"appointment" text,
	"expires_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "claim_takes_time" CHECK ("claim"."starts" < "claim"."ends"),
	CONSTRAINT "claim_kind" CHECK ("claim"."kind" in ('booking', 'hold', 'pending', 'busy'))
);
--> statement-breakpoint
CREATE TABLE "client_owner" (
	"doc" bigint NOT NULL,
	"client" bigint NOT NULL,
	"device" text NOT NULL,
	CONSTRAINT "client_owner_doc_client_pk" PRIMARY KEY("doc","client")
);
--> statement-breakpoint
CREATE TABLE "doc" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "doc_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace" text NOT NULL,
	"name" text NOT NULL,
	"head" bigint DEFAULT 0 NOT NULL,
	"epoch" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"deleted_at" bigint,
	CONSTRAINT "doc_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "doc_snapshot" (
	"doc" bigint NOT NULL,
	"upto" bigint NOT NULL,
	"data" "bytea" NOT NULL,
	"vector" "bytea" NOT NULL,
	CONSTRAINT "doc_snapshot_doc_upto_pk" PRIMARY KEY("doc","upto")
);
--> statement-breakpoint
CREATE TABLE "doc_update" (
	"doc" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"actor" text NOT NULL,
	"device" text,
	"command" text,
	"data" "bytea" NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "doc_update_doc_seq_pk" PRIMARY KEY("doc","seq"),
	CONSTRAINT "doc_update_once" UNIQUE("doc","command")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"endpoint" text NOT NULL,
	"link" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"answer" jsonb,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "idempotency_endpoint_link_key_pk" PRIMARY KEY("endpoint","link","key")
);
--> statement-breakpoint
CREATE TABLE "outbox_message" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"payload" jsonb NOT NULL,
	"message_id" text NOT NULL,
	"last_error" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "server_setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "client_owner" ADD CONSTRAINT "client_owner_doc_doc_id_fk" FOREIGN KEY ("doc") REFERENCES "public"."doc"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "doc_snapshot" ADD CONSTRAINT "doc_snapshot_doc_doc_id_fk" FOREIGN KEY ("doc") REFERENCES "public"."doc"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "doc_update" ADD CONSTRAINT "doc_update_doc_doc_id_fk" FOREIGN KEY ("doc") REFERENCES "public"."doc"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "schedule_by_id" ON "schedule" USING btree ("workspace","id");
--> statement-breakpoint
CREATE INDEX "event_type_by_id" ON "event_type" USING btree ("workspace","id");
--> statement-breakpoint
CREATE INDEX "booking_link_by_slug" ON "booking_link" USING btree ("slug");
--> statement-breakpoint
CREATE INDEX "booking_link_by_type" ON "booking_link" USING btree ("workspace","event_type");
--> statement-breakpoint
CREATE INDEX "appointment_by_id" ON "appointment" USING btree ("workspace","id");
--> statement-breakpoint
CREATE INDEX "appointment_by_uid" ON "appointment" USING btree ("workspace","calendar","uid");
--> statement-breakpoint
CREATE INDEX "occurrence_by_start" ON "occurrence" USING btree ("workspace","basis","long","starts","ends");
--> statement-breakpoint
CREATE INDEX "occurrence_by_calendar" ON "occurrence" USING btree ("workspace","calendar","basis","long","starts","ends");
--> statement-breakpoint
CREATE INDEX "audit_by_entity" ON "audit" USING btree ("workspace","entity");
--> statement-breakpoint
CREATE INDEX "booking_by_host" ON "booking" USING btree ("workspace","host","starts");
--> statement-breakpoint
CREATE INDEX "booking_by_appointment" ON "booking" USING btree ("appointment");
--> statement-breakpoint
CREATE INDEX "claim_by_host" ON "claim" USING btree ("workspace","host","starts");
--> statement-breakpoint
CREATE INDEX "claim_by_booking" ON "claim" USING btree ("booking");
--> statement-breakpoint
CREATE INDEX "doc_by_workspace" ON "doc" USING btree ("workspace");
--> statement-breakpoint
CREATE INDEX "idempotency_by_expiry" ON "idempotency" USING btree ("expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_message_once" ON "outbox_message" USING btree ("message_id");
--> statement-breakpoint
CREATE INDEX "outbox_message_due" ON "outbox_message" USING btree ("next_at") WHERE "outbox_message"."state" = 'waiting';
--> statement-breakpoint
CREATE INDEX "account_by_user" ON "account" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "verification_by_identifier" ON "verification" USING btree ("identifier");
