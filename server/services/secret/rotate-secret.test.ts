import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChannelsSealedWith, updateSealedSecrets } from '@/server/db/sealed/channels';
import { readSession, signSession } from '@/server/dialects/chat/session-token';
import { createSecretBox } from '@/server/gateways/secret-box';
import { isStartError } from '@/server/shared/start-error';
import { actIn, addFlow, openTestEnv, type TestEnv, type TestPlatform } from '@/server/tools/test/platform';
import {
  createWebhookSecret,
  openActiveSecrets,
  resealWebhookSecrets,
} from '../channel/keys/webhook-secrets';
import { addChannel, type TestChannel } from '../delivery/fixtures/channels';
import { openCall, type SealedCall, sealCall } from '../session/effects/seal-call';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { parseWaitToken, toWaitToken } from '../thread/wait/wait-token';
import { requireSecrets } from './require-secrets';
import { resealSecrets } from './reseal-secrets';

const OLD = 'the secret of last year';
const NEW = 'the secret of this year';

/*
 * Rotation of the server's secret while processes run, through every place that stores sealed or signed data. The
 * rules are in server/gateways/secret-box.ts.
 */
describe('a new server secret', () => {
  let testEnv: TestEnv;
  let before: TestPlatform;
  let after: TestPlatform;
  let alone: TestPlatform;
  let channels: TestChannel[];

  beforeAll(async () => {
    testEnv = await openTestEnv({ secrets: createSecretBox(OLD) });
    before = testEnv.platform;
    after = testEnv.openPlatform({ secrets: createSecretBox(NEW, [OLD]) });
    alone = testEnv.openPlatform({ secrets: createSecretBox(NEW) });
    channels = await Promise.all(
      [1, 2, 3].map(() => addChannel(before, testEnv.orgId, { url: 'http://127.0.0.1/' })),
    );
  });
  afterAll(() => testEnv.close());

  const openAll = async (platform: TestPlatform): Promise<string[][]> => {
    const rows = await platform.db.prisma.channel.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ orgId, id, secrets }) =>
      openActiveSecrets(platform, { orgId, channelId: id, kept: secrets }, Date.now()),
    );
  };
  const texts = () =>
    channels.toSorted((a, b) => (a.channelId < b.channelId ? -1 : 1)).map((c) => [c.secret]);

  it('verifies signatures of the old one until that is removed (secrets/previous-hold)', () => {
    const claims = { orgId: 'o', channelId: 'c', threadId: 't', key: 'k', expiresAt: 1 };
    const token = signSession(before, claims);
    expect(readSession(after, token)).toEqual(claims);
    expect(() => readSession(alone, token)).toThrow('credential_invalid');
    const wait = toWaitToken(before.secrets, 's', 7);
    expect(parseWaitToken(after.secrets, 's', wait)).toBe(7);
    expect(parseWaitToken(alone.secrets, 's', wait)).toBeNull();
  });

  it('is refused at the start while anything is sealed with a missing one (secrets/name-their-key)', async () => {
    await expect(requireSecrets(after)).resolves.toBeUndefined();
    const refused = await requireSecrets(alone).catch((error: unknown) => error);
    expect(isStartError(refused)).toBe(true);
    expect(String(refused)).toContain(`key ${before.secrets.keyId}`);
  });

  it('opens texts of the old one, and seals all of them again in small batches (secrets/previous-hold)', async () => {
    expect(await openAll(after)).toEqual(texts());
    expect(await resealSecrets(after, { limit: 2 })).toBe(2);
    expect(await openAll(after)).toEqual(texts());
    expect(await resealSecrets(after, { limit: 2 })).toBe(1);
    expect(await resealSecrets(after, { limit: 2 })).toBe(0);
    expect(await openAll(alone)).toEqual(texts());
    await expect(requireSecrets(alone)).resolves.toBeUndefined();
    await expect(requireSecrets(before)).rejects.toThrow('PARLEY_SECRET_PREVIOUS');
  });

  it('opens and seals again the calls that sessions wait for (secrets/previous-hold, secrets/name-their-key)', async () => {
    const { db, ids } = before;
    const { flowId } = await addFlow(db, testEnv.orgId, ECHO);
    const { session } = await startSession(actIn(before, testEnv.orgId), { flowId });
    const place = { orgId: testEnv.orgId, sessionId: session.id, key: '1:0' };
    const headers = { authorization: `Bearer ${ids.uuid(0)}` };
    const request = {
      method: 'GET',
      url: 'http://x/',
      headers,
      body: null,
      timeoutMs: 1_000,
      maxAttempts: 1,
    };
    const at = new Date();
    const lease = { attempts: 1, leasedBy: 'gone', leaseUntil: at, createdAt: at };
    await db.prisma.effect.create({
      data: { ...place, ...lease, request: { ...sealCall(before, place, request) } },
    });
    await expect(requireSecrets(alone)).rejects.toThrow('PARLEY_SECRET_PREVIOUS');
    expect(await resealSecrets(after, { limit: 10 })).toBe(1);
    const { request: kept } = await db.prisma.effect.findFirstOrThrow({ where: place });
    expect(openCall(alone, place, kept as unknown as SealedCall)).toEqual(request);
    await expect(requireSecrets(alone)).resolves.toBeUndefined();
  });

  it('never overwrites a secret that was changed while it was sealed again (secrets/previous-hold)', async () => {
    await addChannel(before, testEnv.orgId, { url: null });
    const [row] = await listChannelsSealedWith(after.db, after.secrets.previousKeyIds, 10);
    if (!row) throw new Error('nothing is sealed with the old secret');
    const anew = resealWebhookSecrets(after, row, row.secrets);
    const where = { orgId_id: { orgId: row.orgId, id: row.channelId } };
    const { secret } = createWebhookSecret(after, row);
    await after.db.prisma.channel.update({ where, data: { secrets: [secret] } });
    expect(await updateSealedSecrets(after.db, row, anew)).toBe(false);
    const kept = await after.db.prisma.channel.findUniqueOrThrow({ where });
    expect(kept.secrets).toEqual([secret]);
  });
});
