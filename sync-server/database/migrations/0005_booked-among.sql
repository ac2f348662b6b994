ALTER TABLE "booking" ADD COLUMN "among" jsonb;
