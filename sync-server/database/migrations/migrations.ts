// Made by scripts/migrations.mjs from the files beside it.
export const postgresMigrations = [
  {
    "tag": "0000_first",
    "when": 1795175290659,
    "statements": [
      "CREATE TABLE \"workspace\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"slug\" text NOT NULL,\n\t\"zone\" text NOT NULL,\n\t\"locale\" text NOT NULL,\n\t\"week_start\" bigint NOT NULL\n);",
      "CREATE TABLE \"member\" (\n\t\"workspace\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"email\" text NOT NULL,\n\t\"role\" text NOT NULL,\n\t\"slug\" text NOT NULL,\n\t\"zone\" text NOT NULL,\n\t\"colour\" text NOT NULL,\n\t\"ended\" boolean NOT NULL,\n\tCONSTRAINT \"member_workspace_id_pk\" PRIMARY KEY(\"workspace\",\"id\")\n);",
      "CREATE TABLE \"calendar\" (\n\t\"workspace\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"description\" text NOT NULL,\n\t\"colour\" text NOT NULL,\n\t\"zone\" text NOT NULL,\n\t\"counts_as_busy\" boolean NOT NULL,\n\t\"receives_bookings\" boolean NOT NULL,\n\t\"archived\" boolean NOT NULL,\n\t\"schedule\" text,\n\tCONSTRAINT \"calendar_workspace_id_pk\" PRIMARY KEY(\"workspace\",\"id\")\n);",
      "CREATE TABLE \"calendar_owner\" (\n\t\"workspace\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\tCONSTRAINT \"calendar_owner_workspace_calendar_pk\" PRIMARY KEY(\"workspace\",\"calendar\")\n);",
      "CREATE TABLE \"calendar_share\" (\n\t\"workspace\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"member\" text NOT NULL,\n\t\"permission\" text NOT NULL,\n\tCONSTRAINT \"calendar_share_workspace_calendar_member_pk\" PRIMARY KEY(\"workspace\",\"calendar\",\"member\")\n);",
      "CREATE TABLE \"schedule\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"member\" text NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"schedule_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "CREATE TABLE \"event_type\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\t\"slug\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"event_type_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "CREATE TABLE \"booking_link\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"event_type\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\t\"slug\" text NOT NULL,\n\t\"active\" boolean NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"booking_link_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "CREATE TABLE \"appointment\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"uid\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"booking_id\" text,\n\t\"deleted\" boolean NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"appointment_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "CREATE TABLE \"occurrence\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"appointment\" text NOT NULL,\n\t\"original\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"basis\" text NOT NULL,\n\t\"starts\" bigint NOT NULL,\n\t\"ends\" bigint NOT NULL,\n\t\"all_day\" boolean NOT NULL,\n\t\"long\" boolean NOT NULL,\n\t\"title\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"blocks\" boolean NOT NULL,\n\tCONSTRAINT \"occurrence_document_appointment_original_pk\" PRIMARY KEY(\"document\",\"appointment\",\"original\")\n);",
      "CREATE TABLE \"account_member\" (\n\t\"account\" text NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"member\" text NOT NULL,\n\tCONSTRAINT \"account_member_account_workspace_pk\" PRIMARY KEY(\"account\",\"workspace\"),\n\tCONSTRAINT \"account_member_once\" UNIQUE(\"workspace\",\"member\")\n);",
      "CREATE TABLE \"audit\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"actor_kind\" text NOT NULL,\n\t\"actor\" text NOT NULL,\n\t\"action\" text NOT NULL,\n\t\"entity\" text NOT NULL,\n\t\"old\" jsonb,\n\t\"new\" jsonb,\n\t\"ip\" text,\n\t\"agent\" text,\n\t\"at\" bigint NOT NULL\n);",
      "CREATE TABLE \"booking\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"link\" text NOT NULL,\n\t\"event_type\" text NOT NULL,\n\t\"appointment\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"host\" text NOT NULL,\n\t\"starts\" bigint NOT NULL,\n\t\"ends\" bigint NOT NULL,\n\t\"zone\" text NOT NULL,\n\t\"email\" text NOT NULL,\n\t\"generation\" integer DEFAULT 0 NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"created_at\" bigint NOT NULL\n);",
      "CREATE TABLE \"claim\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"host\" text NOT NULL,\n\t\"starts\" bigint NOT NULL,\n\t\"ends\" bigint NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"booking\" text,\n\t\"appointment\" text,\n\t\"expires_at\" bigint,\n\t\"created_at\" bigint NOT NULL,\n\tCONSTRAINT \"claim_takes_time\" CHECK (\"claim\".\"starts\" < \"claim\".\"ends\"),\n\tCONSTRAINT \"claim_kind\" CHECK (\"claim\".\"kind\" in ('booking', 'hold', 'pending', 'busy'))\n);",
      "CREATE TABLE \"client_owner\" (\n\t\"doc\" bigint NOT NULL,\n\t\"client\" bigint NOT NULL,\n\t\"device\" text NOT NULL,\n\tCONSTRAINT \"client_owner_doc_client_pk\" PRIMARY KEY(\"doc\",\"client\")\n);",
      "CREATE TABLE \"doc\" (\n\t\"id\" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name \"doc_id_seq\" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t\"workspace\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"head\" bigint DEFAULT 0 NOT NULL,\n\t\"epoch\" bigint DEFAULT 0 NOT NULL,\n\t\"bytes\" bigint DEFAULT 0 NOT NULL,\n\t\"deleted_at\" bigint,\n\tCONSTRAINT \"doc_name_unique\" UNIQUE(\"name\")\n);",
      "CREATE TABLE \"doc_snapshot\" (\n\t\"doc\" bigint NOT NULL,\n\t\"upto\" bigint NOT NULL,\n\t\"data\" \"bytea\" NOT NULL,\n\t\"vector\" \"bytea\" NOT NULL,\n\tCONSTRAINT \"doc_snapshot_doc_upto_pk\" PRIMARY KEY(\"doc\",\"upto\")\n);",
      "CREATE TABLE \"doc_update\" (\n\t\"doc\" bigint NOT NULL,\n\t\"seq\" bigint NOT NULL,\n\t\"actor\" text NOT NULL,\n\t\"device\" text,\n\t\"command\" text,\n\t\"data\" \"bytea\" NOT NULL,\n\t\"at\" bigint NOT NULL,\n\tCONSTRAINT \"doc_update_doc_seq_pk\" PRIMARY KEY(\"doc\",\"seq\"),\n\tCONSTRAINT \"doc_update_once\" UNIQUE(\"doc\",\"command\")\n);",
      "CREATE TABLE \"idempotency\" (\n\t\"endpoint\" text NOT NULL,\n\t\"link\" text NOT NULL,\n\t\"key\" text NOT NULL,\n\t\"body_hash\" text NOT NULL,\n\t\"status\" integer,\n\t\"answer\" jsonb,\n\t\"expires_at\" bigint NOT NULL,\n\tCONSTRAINT \"idempotency_endpoint_link_key_pk\" PRIMARY KEY(\"endpoint\",\"link\",\"key\")\n);",
      "CREATE TABLE \"outbox_message\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"due_at\" bigint NOT NULL,\n\t\"attempts\" integer DEFAULT 0 NOT NULL,\n\t\"next_at\" bigint NOT NULL,\n\t\"state\" text DEFAULT 'waiting' NOT NULL,\n\t\"payload\" jsonb NOT NULL,\n\t\"message_id\" text NOT NULL,\n\t\"last_error\" text,\n\t\"created_at\" bigint NOT NULL\n);",
      "CREATE TABLE \"server_setting\" (\n\t\"key\" text PRIMARY KEY NOT NULL,\n\t\"value\" text NOT NULL\n);",
      "CREATE TABLE \"account\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"account_id\" text NOT NULL,\n\t\"provider_id\" text NOT NULL,\n\t\"user_id\" text NOT NULL,\n\t\"access_token\" text,\n\t\"refresh_token\" text,\n\t\"id_token\" text,\n\t\"access_token_expires_at\" timestamp with time zone,\n\t\"refresh_token_expires_at\" timestamp with time zone,\n\t\"scope\" text,\n\t\"password\" text,\n\t\"created_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\t\"updated_at\" timestamp with time zone DEFAULT now() NOT NULL\n);",
      "CREATE TABLE \"session\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"expires_at\" timestamp with time zone NOT NULL,\n\t\"token\" text NOT NULL,\n\t\"created_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\t\"updated_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\t\"ip_address\" text,\n\t\"user_agent\" text,\n\t\"user_id\" text NOT NULL,\n\tCONSTRAINT \"session_token_unique\" UNIQUE(\"token\")\n);",
      "CREATE TABLE \"user\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"email\" text NOT NULL,\n\t\"email_verified\" boolean DEFAULT false NOT NULL,\n\t\"image\" text,\n\t\"created_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\t\"updated_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT \"user_email_unique\" UNIQUE(\"email\")\n);",
      "CREATE TABLE \"verification\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"identifier\" text NOT NULL,\n\t\"value\" text NOT NULL,\n\t\"expires_at\" timestamp with time zone NOT NULL,\n\t\"created_at\" timestamp with time zone DEFAULT now() NOT NULL,\n\t\"updated_at\" timestamp with time zone DEFAULT now() NOT NULL\n);",
      "ALTER TABLE \"client_owner\" ADD CONSTRAINT \"client_owner_doc_doc_id_fk\" FOREIGN KEY (\"doc\") REFERENCES \"public\".\"doc\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"doc_snapshot\" ADD CONSTRAINT \"doc_snapshot_doc_doc_id_fk\" FOREIGN KEY (\"doc\") REFERENCES \"public\".\"doc\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"doc_update\" ADD CONSTRAINT \"doc_update_doc_doc_id_fk\" FOREIGN KEY (\"doc\") REFERENCES \"public\".\"doc\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"account\" ADD CONSTRAINT \"account_user_id_user_id_fk\" FOREIGN KEY (\"user_id\") REFERENCES \"public\".\"user\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"session\" ADD CONSTRAINT \"session_user_id_user_id_fk\" FOREIGN KEY (\"user_id\") REFERENCES \"public\".\"user\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "CREATE INDEX \"schedule_by_id\" ON \"schedule\" USING btree (\"workspace\",\"id\");",
      "CREATE INDEX \"event_type_by_id\" ON \"event_type\" USING btree (\"workspace\",\"id\");",
      "CREATE INDEX \"booking_link_by_slug\" ON \"booking_link\" USING btree (\"slug\");",
      "CREATE INDEX \"booking_link_by_type\" ON \"booking_link\" USING btree (\"workspace\",\"event_type\");",
      "CREATE INDEX \"appointment_by_id\" ON \"appointment\" USING btree (\"workspace\",\"id\");",
      "CREATE INDEX \"appointment_by_uid\" ON \"appointment\" USING btree (\"workspace\",\"calendar\",\"uid\");",
      "CREATE INDEX \"occurrence_by_start\" ON \"occurrence\" USING btree (\"workspace\",\"basis\",\"long\",\"starts\",\"ends\");",
      "CREATE INDEX \"occurrence_by_calendar\" ON \"occurrence\" USING btree (\"workspace\",\"calendar\",\"basis\",\"long\",\"starts\",\"ends\");",
      "CREATE INDEX \"audit_by_entity\" ON \"audit\" USING btree (\"workspace\",\"entity\");",
      "CREATE INDEX \"booking_by_host\" ON \"booking\" USING btree (\"workspace\",\"host\",\"starts\");",
      "CREATE INDEX \"booking_by_appointment\" ON \"booking\" USING btree (\"appointment\");",
      "CREATE INDEX \"claim_by_host\" ON \"claim\" USING btree (\"workspace\",\"host\",\"starts\");",
      "CREATE INDEX \"claim_by_booking\" ON \"claim\" USING btree (\"booking\");",
      "CREATE INDEX \"doc_by_workspace\" ON \"doc\" USING btree (\"workspace\");",
      "CREATE INDEX \"idempotency_by_expiry\" ON \"idempotency\" USING btree (\"expires_at\");",
      "CREATE UNIQUE INDEX \"outbox_message_once\" ON \"outbox_message\" USING btree (\"message_id\");",
      "CREATE INDEX \"outbox_message_due\" ON \"outbox_message\" USING btree (\"next_at\") WHERE \"outbox_message\".\"state\" = 'waiting';",
      "CREATE INDEX \"account_by_user\" ON \"account\" USING btree (\"user_id\");",
      "CREATE INDEX \"session_by_user\" ON \"session\" USING btree (\"user_id\");",
      "CREATE INDEX \"verification_by_identifier\" ON \"verification\" USING btree (\"identifier\");"
    ]
  },
  {
    "tag": "0001_claims-never-overlap",
    "when": 1795175299436,
    "statements": [
      "CREATE EXTENSION IF NOT EXISTS btree_gist;",
      "ALTER TABLE \"claim\" ADD CONSTRAINT \"claim_exclusive\" EXCLUDE USING gist (\n\t\"workspace\" WITH =,\n\t\"host\" WITH =,\n\tint8range(\"starts\", \"ends\") WITH &&\n) WHERE (\"kind\" IN ('booking', 'hold', 'pending'));"
    ]
  },
  {
    "tag": "0002_addresses",
    "when": 1795179330894,
    "statements": [
      "CREATE TABLE \"address\" (\n\t\"slug\" text PRIMARY KEY NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"link\" text NOT NULL\n);",
      "INSERT INTO \"address\" SELECT DISTINCT ON (l.\"slug\") l.\"slug\", l.\"document\", l.\"id\" FROM \"booking_link\" l LEFT JOIN \"doc\" d ON d.\"name\" = l.\"document\" ORDER BY l.\"slug\", d.\"id\", l.\"id\";"
    ]
  },
  {
    "tag": "0003_real-buffers",
    "when": 1795185223307,
    "statements": [
      "ALTER TABLE \"booking\" ADD COLUMN \"hosts\" jsonb;",
      "ALTER TABLE \"claim\" ADD COLUMN \"buffers\" jsonb;",
      "CREATE INDEX \"booking_by_type\" ON \"booking\" USING btree (\"workspace\",\"event_type\",\"starts\");",
      "CREATE INDEX \"doc_by_beginning\" ON \"doc\" USING btree (\"name\" text_pattern_ops);"
    ]
  },
  {
    "tag": "0004_absences",
    "when": 1795185410675,
    "statements": [
      "CREATE TABLE \"absence\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"member\" text NOT NULL,\n\t\"starts\" bigint NOT NULL,\n\t\"ends\" bigint NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"absence_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "ALTER TABLE \"workspace\" ADD COLUMN \"holiday_region\" jsonb;",
      "ALTER TABLE \"workspace\" ADD COLUMN \"closures\" jsonb;",
      "CREATE INDEX \"absence_by_end\" ON \"absence\" USING btree (\"workspace\",\"ends\");",
      "CREATE INDEX \"absence_by_member\" ON \"absence\" USING btree (\"workspace\",\"member\",\"ends\");"
    ]
  },
  {
    "tag": "0005_booked-among",
    "when": 1795185945131,
    "statements": [
      "ALTER TABLE \"booking\" ADD COLUMN \"among\" jsonb;"
    ]
  },
  {
    "tag": "0006_absences-taken-back",
    "when": 1795187451756,
    "statements": [
      "ALTER TABLE \"absence\" ADD COLUMN \"deleted\" boolean DEFAULT false NOT NULL;"
    ]
  },
  {
    "tag": "0007_mail-in-order",
    "when": 1795187985386,
    "statements": [
      "ALTER TABLE \"outbox_message\" ADD COLUMN \"subject\" text;",
      "ALTER TABLE \"outbox_message\" ADD COLUMN \"recipient\" text;",
      "CREATE INDEX \"outbox_message_by_subject\" ON \"outbox_message\" USING btree (\"subject\",\"recipient\") WHERE \"outbox_message\".\"state\" = 'waiting';",
      "CREATE INDEX \"outbox_message_dead\" ON \"outbox_message\" USING btree (\"workspace\") WHERE \"outbox_message\".\"state\" = 'dead';"
    ]
  },
  {
    "tag": "0008_organizer-addresses",
    "when": 1795188218665,
    "statements": [
      "CREATE TABLE \"organizer_address\" (\n\t\"slug\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"member\" text\n);",
      "CREATE INDEX \"organizer_address_by_workspace\" ON \"organizer_address\" USING btree (\"workspace\");",
      "INSERT INTO \"organizer_address\" SELECT DISTINCT ON (o.\"slug\") o.\"slug\", o.\"workspace\", o.\"member\" FROM (SELECT \"slug\", \"id\" AS \"workspace\", NULL AS \"member\" FROM \"workspace\" UNION ALL SELECT \"slug\", \"workspace\", \"id\" FROM \"member\") o LEFT JOIN \"doc\" d ON d.\"name\" = o.\"workspace\" || '/directory' ORDER BY o.\"slug\", d.\"id\", o.\"member\" NULLS FIRST;"
    ]
  },
  {
    "tag": "0009_proposals",
    "when": 1795188711120,
    "statements": [
      "ALTER TABLE \"booking\" ADD COLUMN \"proposal_until\" bigint;",
      "CREATE INDEX \"booking_proposed\" ON \"booking\" USING btree (\"proposal_until\") WHERE \"booking\".\"proposal_until\" is not null;"
    ]
  },
  {
    "tag": "0010_rows-of-one-workspace",
    "when": 1795188964013,
    "statements": [
      "CREATE FUNCTION \"dayloom_sees\"(\"workspace\" text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE\nRETURN \"current_setting\"('dayloom.workspace', true) IN ('*', \"workspace\");",
      "CREATE FUNCTION \"dayloom_keep_apart\"(\"name\" regclass, \"condition\" text DEFAULT 'dayloom_sees(workspace)') RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n\tEXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', \"name\");\n\tEXECUTE format('CREATE POLICY one_workspace ON %s USING (%s)', \"name\", \"condition\");\nEND\n$$;",
      "SELECT dayloom_keep_apart(\"name\") FROM unnest(ARRAY['member', 'calendar', 'calendar_owner', 'calendar_share', 'schedule', 'absence', 'event_type', 'booking_link', 'appointment', 'occurrence', 'doc', 'account_member', 'claim', 'audit', 'booking', 'outbox_message']::regclass[]) AS \"name\";",
      "SELECT dayloom_keep_apart('workspace', 'dayloom_sees(id)');",
      "SELECT dayloom_keep_apart(\"name\", 'current_setting(''dayloom.workspace'', true) = ''*'' OR EXISTS (SELECT FROM doc d WHERE d.id = doc)') FROM unnest(ARRAY['doc_update', 'doc_snapshot', 'client_owner']::regclass[]) AS \"name\";"
    ]
  },
  {
    "tag": "0011_holds",
    "when": 1795189424679,
    "statements": [
      "CREATE TABLE \"hold\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"workspace\" text NOT NULL,\n\t\"link\" text NOT NULL,\n\t\"event_type\" text NOT NULL,\n\t\"starts\" bigint NOT NULL,\n\t\"ends\" bigint NOT NULL,\n\t\"hosts\" jsonb NOT NULL,\n\t\"address\" text NOT NULL,\n\t\"created_at\" bigint NOT NULL,\n\t\"expires_at\" bigint NOT NULL,\n\t\"latest_at\" bigint NOT NULL\n);",
      "ALTER TABLE \"claim\" ADD COLUMN \"hold\" text;",
      "CREATE INDEX \"hold_by_address\" ON \"hold\" USING btree (\"address\");",
      "CREATE INDEX \"hold_by_type\" ON \"hold\" USING btree (\"workspace\",\"event_type\",\"starts\");",
      "CREATE INDEX \"hold_by_end\" ON \"hold\" USING btree (\"workspace\",\"latest_at\");",
      "CREATE INDEX \"booking_by_link\" ON \"booking\" USING btree (\"workspace\",\"link\");",
      "CREATE INDEX \"claim_by_hold\" ON \"claim\" USING btree (\"hold\") WHERE \"claim\".\"hold\" is not null;",
      "SELECT dayloom_keep_apart('hold');"
    ]
  },
  {
    "tag": "0012_verdicts",
    "when": 1795189999017,
    "statements": [
      "CREATE TABLE \"verdict\" (\n\t\"workspace\" text NOT NULL,\n\t\"document\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"data\" jsonb NOT NULL,\n\tCONSTRAINT \"verdict_document_id_pk\" PRIMARY KEY(\"document\",\"id\")\n);",
      "CREATE INDEX \"verdict_by_id\" ON \"verdict\" USING btree (\"workspace\",\"id\");",
      "SELECT dayloom_keep_apart('verdict');"
    ]
  },
  {
    "tag": "0013_hold-ends",
    "when": 1795191004876,
    "statements": [
      "DROP INDEX \"hold_by_end\";",
      "CREATE INDEX \"hold_by_end\" ON \"hold\" USING btree (\"latest_at\");"
    ]
  },
  {
    "tag": "0014_sequences-told",
    "when": 1795191812337,
    "statements": [
      "ALTER TABLE \"booking\" ADD COLUMN \"sequence\" integer DEFAULT 0 NOT NULL;"
    ]
  },
  {
    "tag": "0015_epochs",
    "when": 1795197471418,
    "statements": [
      "CREATE TABLE \"doc_epoch\" (\n\t\"doc\" bigint NOT NULL,\n\t\"epoch\" bigint NOT NULL,\n\t\"from_seq\" bigint NOT NULL,\n\tCONSTRAINT \"doc_epoch_doc_epoch_pk\" PRIMARY KEY(\"doc\",\"epoch\")\n);",
      "ALTER TABLE \"client_owner\" ADD COLUMN \"epoch\" bigint DEFAULT 0 NOT NULL;",
      "ALTER TABLE \"doc_epoch\" ADD CONSTRAINT \"doc_epoch_doc_doc_id_fk\" FOREIGN KEY (\"doc\") REFERENCES \"public\".\"doc\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "SELECT dayloom_keep_apart('doc_epoch', 'current_setting(''dayloom.workspace'', true) = ''*'' OR EXISTS (SELECT FROM doc d WHERE d.id = doc)');"
    ]
  },
  {
    "tag": "0016_teams-and-devices",
    "when": 1795197504124,
    "statements": [
      "CREATE TABLE \"team\" (\n\t\"workspace\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"manager\" text,\n\t\"members\" jsonb NOT NULL,\n\tCONSTRAINT \"team_workspace_id_pk\" PRIMARY KEY(\"workspace\",\"id\")\n);",
      "CREATE TABLE \"team_share\" (\n\t\"workspace\" text NOT NULL,\n\t\"calendar\" text NOT NULL,\n\t\"team\" text NOT NULL,\n\t\"permission\" text NOT NULL,\n\tCONSTRAINT \"team_share_workspace_calendar_team_pk\" PRIMARY KEY(\"workspace\",\"calendar\",\"team\")\n);",
      "CREATE TABLE \"device\" (\n\t\"workspace\" text NOT NULL,\n\t\"member\" text NOT NULL,\n\t\"id\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"session\" text NOT NULL,\n\t\"created_at\" bigint NOT NULL,\n\t\"seen_at\" bigint NOT NULL,\n\t\"revoked_at\" bigint,\n\tCONSTRAINT \"device_workspace_member_id_pk\" PRIMARY KEY(\"workspace\",\"member\",\"id\")\n);",
      "CREATE INDEX \"device_by_session\" ON \"device\" USING btree (\"session\");",
      "CREATE INDEX \"device_revoked\" ON \"device\" USING btree (\"revoked_at\") WHERE \"device\".\"revoked_at\" is not null;",
      "SELECT dayloom_keep_apart(\"name\") FROM unnest(ARRAY['team', 'team_share', 'device']::regclass[]) AS \"name\";"
    ]
  }
]
