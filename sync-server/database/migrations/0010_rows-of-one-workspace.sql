CREATE FUNCTION "dayloom_sees"("workspace" text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN "current_setting"('dayloom.workspace', true) IN ('*', "workspace");
--> statement-breakpoint
CREATE FUNCTION "dayloom_keep_apart"("name" regclass, "condition" text DEFAULT 'dayloom_sees(workspace)') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', "name");
	EXECUTE format('CREATE POLICY one_workspace ON %s USING (%s)', "name", "condition");
END
$$;
--> statement-breakpoint
SELECT dayloom_keep_apart("name") FROM unnest(ARRAY['member', 'calendar', 'calendar_owner', 'calendar_share', 'schedule', 'absence', 'event_type', 'booking_link', 'appointment', 'occurrence', 'doc', 'account_member', 'claim', 'audit', 'booking', 'outbox_message']::regclass[]) AS "name";
--> statement-breakpoint
SELECT dayloom_keep_apart('workspace', 'dayloom_sees(id)');
--> statement-breakpoint
SELECT dayloom_keep_apart("name", 'current_setting(''dayloom.workspace'', true) = ''*'' OR EXISTS (SELECT FROM doc d WHERE d.id = doc)') FROM unnest(ARRAY['doc_update', 'doc_snapshot', 'client_owner']::regclass[]) AS "name";
