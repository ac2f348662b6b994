ALTER TABLE "booking" ADD COLUMN "sequence" integer DEFAULT 0 NOT NULL;
