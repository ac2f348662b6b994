ALTER TABLE "absence" ADD COLUMN "deleted" boolean DEFAULT false NOT NULL;
