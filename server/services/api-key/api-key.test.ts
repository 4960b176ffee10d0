import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createChannel } from '../channel/create-channel';
import { deleteChannel } from '../channel/delete-channel';
import type { Actor, ServiceContext } from '../context';
import { authenticateKey } from './authenticate-key';
import { createApiKey } from './create-api-key';
import { KEY_TTL_MS } from './key-cache';
import { makeKeyText } from './key-text';
import { listApiKeys } from './list-api-keys';
import { revokeApiKey } from './revoke-api-key';
import { rotateApiKey } from './rotate-api-key';

const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let owner: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  owner = actAsOwner(testEnv.orgId);
});
afterAll(() => testEnv.close());
beforeEach(() => clock.advance(1_000));

function actAsOwner(orgId: string): ServiceContext {
  const userId = testEnv.platform.ids.uuid(clock.now());
  return actIn(testEnv.platform, orgId, {
    type: 'user',
    orgId,
    userId,
    role: 'owner',
    authenticatedAt: new Date(),
  });
}

function actWith(scopes: Extract<Actor, { type: 'apiKey' }>['scopes']): ServiceContext {
  const keyId = testEnv.platform.ids.uuid(clock.now());
  return actIn(testEnv.platform, testEnv.orgId, {
    type: 'apiKey',
    orgId: testEnv.orgId,
    keyId,
    scopes,
    channelId: null,
  });
}

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('authenticateKey', () => {
  it('returns the actor of a key with its scopes', async () => {
    const { key, secret } = await createApiKey(owner, {
      name: 'Bot',
      scopes: ['sessions:read', 'sessions:write'],
    });
    expect(await authenticateKey(testEnv.platform, secret)).toEqual({
      type: 'apiKey',
      orgId: testEnv.orgId,
      keyId: key.id,
      scopes: ['sessions:read', 'sessions:write'],
      channelId: null,
      environment: null,
    });
  });

  it('refuses a malformed key, an unknown key, and a known prefix with another secret', async () => {
    const { secret } = await createApiKey(owner, { name: 'Bot', scopes: ['sessions:read'] });
    const { text: unknown, prefix } = makeKeyText(testEnv.platform.ids);
    await expect(authenticateKey(testEnv.platform, 'nonsense')).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'malformed' }),
    );
    await expect(authenticateKey(testEnv.platform, unknown)).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'unknown' }),
    );
    const forged = makeKeyText(forcePrefix(secret.slice(7, 15))).text;
    expect(forged.slice(0, 15)).toBe(secret.slice(0, 15));
    expect(prefix).not.toBe(secret.slice(7, 15));
    await expect(authenticateKey(testEnv.platform, forged)).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'unknown' }),
    );
  });

  it('refuses a key from its expiry on', async () => {
    const expiresAt = new Date(clock.now() + 60_000);
    const { secret } = await createApiKey(owner, { name: 'Short', scopes: ['flows:read'], expiresAt });
    await authenticateKey(testEnv.platform, secret);
    clock.advance(60_000);
    await expect(authenticateKey(testEnv.platform, secret)).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'expired' }),
    );
  });

  it('refuses a revoked key at once in this process, and within 10 s in another', async () => {
    const other = testEnv.openPlatform({ clock });
    const { key, secret } = await createApiKey(owner, { name: 'Lost', scopes: ['flows:read'] });
    await authenticateKey(testEnv.platform, secret);
    await authenticateKey(other, secret);
    await revokeApiKey(owner, { keyId: key.id });
    const revoked = problem('credential_invalid', { reason: 'revoked' });
    await expect(authenticateKey(testEnv.platform, secret)).rejects.toMatchObject(revoked);
    clock.advance(10_000);
    await expect(authenticateKey(other, secret)).rejects.toMatchObject(revoked);
  });

  it('reads the database once for many requests', async () => {
    const other = testEnv.openPlatform({ clock });
    const { secret } = await createApiKey(owner, { name: 'Busy', scopes: ['flows:read'] });
    await Promise.all(Array.from({ length: 20 }, () => authenticateKey(other, secret)));
    const asked = other.db.pool.totalCount;
    await other.db.close();
    expect(await authenticateKey(other, secret)).toMatchObject({ type: 'apiKey' });
    expect(asked).toBeGreaterThan(0);
    other.close = async () => undefined;
  });

  it('records the use of a key at most once a minute', async () => {
    const { key, secret } = await createApiKey(owner, { name: 'Used', scopes: ['flows:read'] });
    const usedAt = clock.now();
    await authenticateKey(testEnv.platform, secret);
    await expect.poll(() => lastUse(key.id)).toEqual(new Date(usedAt));
    clock.advance(30_000);
    await authenticateKey(testEnv.platform, secret);
    clock.advance(30_000);
    const againAt = clock.now();
    await authenticateKey(testEnv.platform, secret);
    await expect.poll(() => lastUse(key.id)).toEqual(new Date(againAt));
  });
});

async function lastUse(keyId: string): Promise<Date | null> {
  const { items } = await listApiKeys(owner, { limit: 100 });
  return items.find(({ id }) => id === keyId)?.lastUsedAt ?? null;
}

function forcePrefix(prefix: string) {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const first = Buffer.from([...prefix].map((character) => alphabet.indexOf(character)));
  let used = false;
  const bytes = (length: number): Buffer => {
    if (used) return testEnv.platform.ids.bytes(length);
    used = true;
    return first;
  };
  return { ...testEnv.platform.ids, bytes };
}

describe('createApiKey', () => {
  it('stores only the hash', async () => {
    const { key, secret } = await createApiKey(owner, {
      name: ' Bot ',
      scopes: ['flows:read', 'flows:read'],
    });
    expect(key).toMatchObject({ name: 'Bot', scopes: ['flows:read'], status: 'active', lastUsedAt: null });
    const { rows } = await testEnv.platform.db.pool.query(
      'SELECT row_to_json(k)::text AS row FROM api_keys k',
    );
    const stored = rows.map(({ row }) => row).join('\n');
    expect(stored).toContain(key.id);
    expect(stored).not.toContain(secret.split('_')[2]);
  });

  it('grants no scope that its creator lacks', async () => {
    const maker = actWith(['keys:write', 'flows:read']);
    await expect(
      createApiKey(maker, { name: 'More', scopes: ['flows:read', 'flows:write'] }),
    ).rejects.toMatchObject(problem('permission_denied', { scope: 'flows:write' }));
    const viewer = actIn(testEnv.platform, testEnv.orgId, {
      type: 'user',
      orgId: testEnv.orgId,
      userId: '',
      role: 'viewer',
    });
    await expect(createApiKey(viewer, { name: 'Mine', scopes: ['flows:read'] })).rejects.toMatchObject(
      problem('permission_denied', { scope: 'keys:write' }),
    );
  });

  it.each([
    [{ name: ' ', scopes: ['flows:read' as const] }, 'name'],
    [{ name: 'x'.repeat(101), scopes: ['flows:read' as const] }, 'name'],
    [{ name: 'None', scopes: [] }, 'scopes'],
    [{ name: 'Old', scopes: ['flows:read' as const], expiresAt: new Date(0) }, 'expiresAt'],
  ])('refuses %j', async (input, field) => {
    await expect(createApiKey(owner, input)).rejects.toMatchObject({
      problem: { code: 'invalid_request', details: { issues: [{ path: [field] }] } },
    });
  });
});

describe('rotateApiKey', () => {
  it('keeps the old key valid for the overlap, then ends it', async () => {
    const made = await createApiKey(owner, { name: 'Main', scopes: ['flows:read'] });
    const next = await rotateApiKey(owner, { keyId: made.key.id, overlapMs: 60_000 });
    expect(next.key).toMatchObject({ name: 'Main', scopes: ['flows:read'], expiresAt: null });
    await authenticateKey(testEnv.platform, made.secret);
    await authenticateKey(testEnv.platform, next.secret);
    clock.advance(60_000);
    await expect(authenticateKey(testEnv.platform, made.secret)).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'expired' }),
    );
    await authenticateKey(testEnv.platform, next.secret);
    const { items } = await listApiKeys(owner, { limit: 100 });
    expect(items.find(({ id }) => id === made.key.id)).toMatchObject({
      rotatedToId: next.key.id,
      status: 'expired',
    });
  });

  it('gives the successor the same lifetime, and never extends the old key', async () => {
    const expiresAt = new Date(clock.now() + 10_000);
    const made = await createApiKey(owner, { name: 'Short', scopes: ['flows:read'], expiresAt });
    clock.advance(4_000);
    const next = await rotateApiKey(owner, { keyId: made.key.id, overlapMs: 60_000 });
    expect(next.key.expiresAt).toEqual(new Date(clock.now() + 10_000));
    const { items } = await listApiKeys(owner, { limit: 100 });
    expect(items.find(({ id }) => id === made.key.id)?.expiresAt).toEqual(expiresAt);
  });

  it('rotates a key once, even when asked twice at the same time', async () => {
    const made = await createApiKey(owner, { name: 'Twice', scopes: ['flows:read'] });
    const results = await Promise.allSettled(
      [1, 2].map(() => rotateApiKey(owner, { keyId: made.key.id, overlapMs: 0 })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it("reveals no secret to a caller who lacks the key's scopes", async () => {
    const made = await createApiKey(owner, { name: 'Mighty', scopes: ['flows:write'] });
    await expect(
      rotateApiKey(actWith(['keys:write']), { keyId: made.key.id, overlapMs: 0 }),
    ).rejects.toMatchObject(problem('permission_denied', { scope: 'flows:write' }));
  });

  it('refuses a revoked key and an invalid overlap', async () => {
    const made = await createApiKey(owner, { name: 'Gone', scopes: ['flows:read'] });
    await expect(rotateApiKey(owner, { keyId: made.key.id, overlapMs: -1 })).rejects.toMatchObject({
      problem: { code: 'invalid_request' },
    });
    await revokeApiKey(owner, { keyId: made.key.id });
    await expect(rotateApiKey(owner, { keyId: made.key.id, overlapMs: 0 })).rejects.toMatchObject(
      problem('precondition_failed', { current: 'revoked' }),
    );
  });
});

describe('revokeApiKey', () => {
  it('hides keys of other organizations', async () => {
    const other = actAsOwner(await addOrganization(testEnv.platform.db));
    const { key } = await createApiKey(owner, { name: 'Mine', scopes: ['flows:read'] });
    const notFound = problem('not_found', { thing: 'api key', id: key.id });
    await expect(revokeApiKey(other, { keyId: key.id })).rejects.toMatchObject(notFound);
    await expect(revokeApiKey(other, { keyId: 'nonsense' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    });
  });
});

describe('a key of one channel', () => {
  it('acts for its channel, also after rotation, and is deleted with it', async () => {
    const { channel } = await createChannel(owner, { kind: 'chat', name: 'Site' });
    const channelId = channel.id;
    const made = await createApiKey(owner, { name: 'Site', scopes: ['sessions:write'], channelId });
    expect(made.key).toMatchObject({ channelId });
    const next = await rotateApiKey(owner, { keyId: made.key.id, overlapMs: 0 });
    expect(next.key).toMatchObject({ channelId });
    expect(await authenticateKey(testEnv.platform, next.secret)).toMatchObject({ channelId });
    await deleteChannel(owner, { channelId });
    clock.advance(KEY_TTL_MS);
    await expect(authenticateKey(testEnv.platform, next.secret)).rejects.toMatchObject(
      problem('credential_invalid', { reason: 'unknown' }),
    );
  });

  it('needs a channel of the organization', async () => {
    const other = actAsOwner(await addOrganization(testEnv.platform.db));
    const { channel } = await createChannel(other, { kind: 'chat', name: 'Site' });
    for (const channelId of [channel.id, 'nonsense'])
      await expect(
        createApiKey(owner, { name: 'A', scopes: ['sessions:write'], channelId }),
      ).rejects.toMatchObject({
        problem: { code: 'invalid_request', details: { issues: [{ path: ['channelId'] }] } },
      });
  });

  it('creates no keys, whatever its scopes', async () => {
    const { channel } = await createChannel(owner, { kind: 'chat', name: 'Site' });
    const key = { type: 'apiKey' as const, orgId: testEnv.orgId, keyId: channel.id, channelId: channel.id };
    const bound = actIn(testEnv.platform, testEnv.orgId, {
      ...key,
      scopes: ['keys:write', 'sessions:write'],
    });
    await expect(createApiKey(bound, { name: 'A', scopes: ['sessions:write'] })).rejects.toMatchObject(
      problem('permission_denied', { scope: null }),
    );
  });
});
