import { afterAll, beforeAll, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { authenticateKey } from './authenticate-key';
import { createApiKey } from './create-api-key';
import { revokeApiKey } from './revoke-api-key';

let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('refuses a revoked key in this process before anything else is read', async () => {
  const { platform, orgId } = testEnv;
  const owner = actIn(platform, orgId);
  const { key, secret } = await createApiKey(owner, { name: 'Lost', scopes: ['flows:read'] });
  await authenticateKey(platform, secret);
  const refresh = async () => {
    await expect(authenticateKey(platform, secret)).rejects.toMatchObject({
      problem: { code: 'credential_invalid', details: { reason: 'revoked' } },
    });
  };
  await revokeApiKey({ ...owner, breakpoints: { ...owner.breakpoints, refresh } }, { keyId: key.id });
  expect.assertions(1);
});
