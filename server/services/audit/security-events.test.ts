import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getUser, updatePassword } from '@/server/db/user/store';
import { createLog } from '@/server/gateways/log';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { BaseContext } from '../context';
import { recordRefusedScope } from './record-refused-scope';
import { recordSecurityEvent } from './record-security-event';

const lines: Record<string, unknown>[] = [];
const sink = new Writable({
  write: (chunk: Buffer, _encoding, done) => {
    lines.push(JSON.parse(chunk.toString()));
    done();
  },
});
const ORIGIN = { address: '203.0.113.7', userAgent: 'curl/8.5\u0000\u202e evil' };

let testEnv: TestEnv;
let ctx: BaseContext;
const clock = createManualClock();
beforeAll(async () => {
  testEnv = await openTestEnv({ clock, log: createLog('info', sink) });
  ctx = { ...testEnv.platform, requestId: 'r1', origin: ORIGIN };
});
afterAll(() => testEnv.close());

async function addPerson(name: string, orgIds: string[]): Promise<string> {
  const { ids, db } = testEnv.platform;
  const id = ids.uuid(clock.now());
  const members = { create: orgIds.map((orgId) => ({ orgId, role: 'viewer' as const })) };
  await db.prisma.user.create({ data: { id, name, email: `${id}@example.test`, members } });
  return id;
}

const entriesOf = (thingId: string) =>
  testEnv.platform.db.prisma.auditEntry.findMany({ where: { thingId }, orderBy: { id: 'asc' } });

describe('security events', () => {
  it('are recorded in every organization of the person, with address and user agent', async () => {
    const other = await addOrganization(testEnv.platform.db);
    const userId = await addPerson('Ada', [testEnv.orgId, other]);
    await recordSecurityEvent(ctx, { action: 'sign-in.succeeded', userId, detail: { by: 'password' } });
    const entries = await entriesOf(userId);
    expect(entries.map(({ orgId }) => orgId).sort()).toEqual([testEnv.orgId, other].sort());
    expect(entries[0]).toMatchObject({
      actor: `user:${userId}`,
      action: 'sign-in.succeeded',
      thing: 'sign-in',
      name: 'Ada',
      before: null,
      after: { by: 'password' },
      address: '203.0.113.7',
      userAgent: 'curl/8.5   evil',
    });
    expect(lines.at(-1)).toMatchObject({
      level: 30,
      msg: 'security event',
      action: 'sign-in.succeeded',
      outcome: 'allowed',
      subject: userId,
      requestId: 'r1',
      address: '203.0.113.7',
      userAgent: 'curl/8.5   evil',
    });
  });

  it('are only logged for an unknown address, without that address', async () => {
    const before = await testEnv.platform.db.prisma.auditEntry.count();
    const email = 'nobody-at-all@example.test';
    await recordSecurityEvent(ctx, { action: 'sign-in.failed', userId: null, email });
    expect(await testEnv.platform.db.prisma.auditEntry.count()).toBe(before);
    expect(lines.at(-1)).toMatchObject({
      level: 40,
      action: 'sign-in.failed',
      outcome: 'refused',
      actor: 'anonymous',
      emailHash: '63596dff39f6db87',
    });
    expect(JSON.stringify(lines)).not.toContain('nobody-at-all');
  });

  it('are recorded a few times with a count, however many there are (audit/events-are-bounded)', async () => {
    const userId = await addPerson('Grace', [testEnv.orgId]);
    const bystander = await addPerson('Linus', [testEnv.orgId]);
    for (let time = 0; time < 1_000; time += 1)
      await recordSecurityEvent(ctx, { action: 'sign-in.failed', userId });
    await recordSecurityEvent(ctx, { action: 'sign-in.failed', userId: bystander });
    const counts = (await entriesOf(userId)).map(({ after }) => after);
    expect(counts).toEqual([
      null,
      { timesThisHour: 2 },
      { timesThisHour: 3 },
      { timesThisHour: 4 },
      { timesThisHour: 5 },
      { timesThisHour: 10 },
      { timesThisHour: 100 },
      { timesThisHour: 1_000 },
    ]);
    expect(await entriesOf(bystander)).toHaveLength(1);
    expect(lines.filter(({ subject }) => subject === userId)).toHaveLength(1_000);
    clock.advance(3_600_000);
    await recordSecurityEvent(ctx, { action: 'sign-in.failed', userId });
    expect(await entriesOf(userId)).toHaveLength(9);
  });

  it('commit or roll back with a given transaction', async () => {
    const userId = await addPerson('Edsger', [testEnv.orgId]);
    const change = (fails: boolean) =>
      ctx.db.transaction(async (tx) => {
        await updatePassword(tx, { userId }, 'another');
        await recordSecurityEvent(ctx, { action: 'password.changed', userId }, tx);
        if (fails) throw new Error('later');
      });
    await expect(change(true)).rejects.toThrow('later');
    expect(await entriesOf(userId)).toEqual([]);
    await change(false);
    expect(await entriesOf(userId)).toHaveLength(1);
    expect(await getUser(ctx.db, { userId })).toMatchObject({
      credentialsRev: 2,
    });
  });

  it('name the actor and the request of a refused scope', async () => {
    const { orgId } = testEnv;
    const keyId = testEnv.platform.ids.uuid(clock.now());
    const key = { type: 'apiKey' as const, orgId, keyId, scopes: [], channelId: null };
    const asked = { api: 'management', method: 'GET', path: '/api/v1/flows' };
    await recordRefusedScope(actIn(ctx, orgId, key), key, { ...asked, scope: 'flows:read' });
    await recordRefusedScope(actIn(ctx, orgId, key), key, { ...asked, scope: null });
    expect(await entriesOf(keyId)).toMatchObject([
      { actor: `key:${keyId}`, action: 'scope.refused', after: { ...asked, scope: 'flows:read' } },
      { actor: `key:${keyId}`, after: { scope: 'another organization', timesThisHour: 2 } },
    ]);
  });
});
