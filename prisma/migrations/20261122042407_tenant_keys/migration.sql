-- DropIndex
DROP INDEX "channels_public_key_key";

-- DropIndex
DROP INDEX "invitations_token_hash_key";

-- DropIndex
DROP INDEX "api_keys_prefix_key";

-- CreateIndex
CREATE INDEX "channels_public_key_idx" ON "channels"("public_key");

-- CreateIndex
CREATE UNIQUE INDEX "channels_org_id_public_key_key" ON "channels"("org_id", "public_key");

-- CreateIndex
CREATE INDEX "invitations_token_hash_idx" ON "invitations"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_org_id_token_hash_key" ON "invitations"("org_id", "token_hash");

-- CreateIndex
CREATE INDEX "api_keys_prefix_idx" ON "api_keys"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_org_id_prefix_key" ON "api_keys"("org_id", "prefix");
