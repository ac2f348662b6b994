CREATE TABLE "doc_epoch" (
	"doc" bigint NOT NULL,
	"epoch" bigint NOT NULL,
	"from_seq" bigint NOT NULL,
	CONSTRAINT "doc_epoch_doc_epoch_pk" PRIMARY KEY("doc","epoch")
);
--> statement-breakpoint
ALTER TABLE "client_owner" ADD COLUMN "epoch" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "doc_epoch" ADD CONSTRAINT "doc_epoch_doc_doc_id_fk" FOREIGN KEY ("doc") REFERENCES "public"."doc"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
SELECT dayloom_keep_apart('doc_epoch', 'current_setting(''dayloom.workspace'', true) = ''*'' OR EXISTS (SELECT FROM doc d WHERE d.id = doc)');
