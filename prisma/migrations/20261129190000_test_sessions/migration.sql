-- The channel of a test session is called "test".
UPDATE "sessions" SET "channel" = 'test' WHERE "trial" AND "channel" = 'trial';
