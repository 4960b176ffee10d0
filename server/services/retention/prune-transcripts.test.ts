import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { endSession } from '../session/end-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { pruneTranscripts } from './prune-transcripts';

const DAY_MS = 86_400_000;
const DAYS = 30;

/** Sends a message, which is a proposal where people answer, and continues. */
const PROPOSE: FlowDefinitionInput = {
  format: 1,
  start: 'hand',
  nodes: [{ id: 'hand', kind: 'transfer', messages: [{ type: 'text', text: 'One moment.' }] }],
};

const clock = createManualClock();
let testEnv: TestEnv;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
});
afterAll(() => testEnv.close());

type Place = { ctx: ServiceContext; orgId: string; channelId: string };

/** An organization with a retention in days and a channel whose room proposes replies. */
async function openPlace(retentionDays: number | null): Promise<Place> {
  const { platform } = testEnv;
  const { prisma } = platform.db;
  const orgId = await addOrganization(platform.db);
  await prisma.organization.update({ where: { id: orgId }, data: { retentionDays } });
  const { flowId } = await addFlow(platform.db, orgId, PROPOSE);
  const [roomId, channelId] = [platform.ids.uuid(clock.now()), platform.ids.uuid(clock.now())];
  await prisma.room.create({ data: { orgId, id: roomId, name: 'R', mode: 'suggestions', flowId } });
  await prisma.channel.create({
    data: { orgId, id: channelId, kind: 'umi', name: 'C', roomId, webhookUrl: 'https://shop.example.test/' },
  });
  return { ctx: actIn(platform, orgId), orgId, channelId };
}

/** Holds a conversation and returns its session, finished by default. */
async function talk({ ctx, channelId }: Place, externalId: string, goesOn = false): Promise<string> {
  const content = { type: 'text' as const, text: 'My name is Jane' };
  const { session } = await sendToThread(ctx, {
    channelId,
    externalId,
    entries: [{ type: 'visitor', lines: [{ content, text: content.text }] }],
    profile: { fullName: 'Jane Doe' },
    waitMs: 1_000,
  });
  if (!goesOn) await endSession(ctx, { sessionId: session.id });
  return session.id;
}

/** Adds rows that refer to a conversation: an upload, a browser event, a request record, a stored answer. */
async function addTraces({ orgId, channelId }: Place, sessionId: string): Promise<void> {
  const { platform } = testEnv;
  const { prisma } = platform.db;
  const at = new Date(clock.now());
  const id = platform.ids.uuid(clock.now());
  const bytes = new Uint8Array([1]);
  const file = { name: 'a.txt', mime: 'text/plain', size: 1, bytes };
  await prisma.upload.create({ data: { orgId, id, channelId, ...file, createdAt: at } });
  await prisma.clientEvent.create({
    data: { orgId, channelId, id, name: 'opened', props: {}, at, createdAt: at },
  });
  const request = { api: 'umi', method: 'POST', path: '/', status: 200, durationMs: 1, requestId: 'r' };
  await prisma.requestRecord.create({ data: { orgId, id, keyId: id, at, ...request, sessionId } });
  const times = { leaseUntil: at, createdAt: at, expiresAt: new Date(clock.now() + 90 * DAY_MS) };
  const record = { key: id, requestHash: bytes, status: 'done' as const, sessionId, ...times };
  await prisma.idempotencyRecord.create({ data: { orgId, ...record } });
}

async function countMessages(column: 'org_id' | 'session_id', id: string): Promise<number> {
  const { pool } = testEnv.platform.db;
  const text = `SELECT count(*)::int count FROM messages WHERE ${column} = $1`;
  return (await pool.query<{ count: number }>(text, [id])).rows[0]?.count ?? -1;
}

/** Counts an organization's rows in every table that may contain a person's words. */
async function count({ orgId }: Place): Promise<Record<string, number>> {
  const { prisma } = testEnv.platform.db;
  const where = { where: { orgId } };
  return {
    sessions: await prisma.session.count(where),
    turns: await prisma.turn.count(where),
    messages: await countMessages('org_id', orgId),
    suggestions: await prisma.suggestion.count(where),
    deliveries: await prisma.delivery.count(where),
    threads: await prisma.thread.count(where),
    uploads: await prisma.upload.count(where),
    clientEvents: await prisma.clientEvent.count(where),
    requests: await prisma.requestRecord.count(where),
    keptAnswers: await prisma.idempotencyRecord.count(where),
  };
}

/** As if the worker had sent all pending deliveries. */
const settleDeliveries = ({ orgId }: Place) =>
  testEnv.platform.db.prisma.delivery.updateMany({
    where: { orgId },
    data: { status: 'delivered', settledAt: new Date(clock.now()) },
  });

const purge = (limit = 100) => pruneTranscripts(testEnv.platform, { limit });
const nothing = (counts: Record<string, number>) =>
  Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));

describe('pruneTranscripts', () => {
  it('deletes a transcript and everything that refers to it, at its age and not before', async () => {
    const place = await openPlace(DAYS);
    const sessionId = await talk(place, 'jane');
    await addTraces(place, sessionId);
    await settleDeliveries(place);
    const before = await count(place);
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);

    clock.advance(DAYS * DAY_MS - 60_000);
    await purge();
    expect(await count(place)).toEqual(before);

    clock.advance(120_000);
    expect(await purge()).toBe(1);
    expect(await count(place)).toEqual(nothing(before));
  });

  it('keeps unlimited, younger and running sessions', async () => {
    const [forEver, place] = [await openPlace(null), await openPlace(DAYS)];
    await addTraces(forEver, await talk(forEver, 'kept'));
    const kept = await count(forEver);
    await talk(place, 'old');
    const open = await talk(place, 'open', true);
    clock.advance((DAYS + 1) * DAY_MS);
    const young = await talk(place, 'young');
    await addTraces(place, young);

    expect(await purge()).toBe(1);
    expect(await count(forEver)).toEqual(kept);
    const sessions = await testEnv.platform.db.prisma.session.findMany({ where: { orgId: place.orgId } });
    expect(sessions.map(({ id }) => id).sort()).toEqual([open, young].sort());
    expect(await count(place)).toMatchObject({ threads: 2, uploads: 1, requests: 1, keptAnswers: 1 });
  });

  it('deletes an upload with the last transcript of its conversation, however old it is', async () => {
    const place = await openPlace(DAYS);
    const { prisma } = testEnv.platform.db;
    const { orgId } = place;
    const sessionId = await talk(place, 'jane', true);
    await addTraces(place, sessionId);
    const { threadId } = await prisma.session.findFirstOrThrow({ where: { orgId, id: sessionId } });
    await prisma.upload.updateMany({ where: { orgId }, data: { threadId } });
    clock.advance((DAYS + 1) * DAY_MS);
    await purge();
    expect(await count(place)).toMatchObject({ sessions: 1, uploads: 1 });

    await endSession(place.ctx, { sessionId });
    clock.advance((DAYS + 1) * DAY_MS);
    expect(await purge()).toBe(1);
    expect(await count(place)).toMatchObject({ sessions: 0, threads: 0, uploads: 0 });
  });

  it('keeps a thread with a newer conversation, without the older messages', async () => {
    const place = await openPlace(DAYS);
    const first = await talk(place, 'jane');
    clock.advance((DAYS + 1) * DAY_MS);
    const second = await talk(place, 'jane', true);
    expect(second).not.toBe(first);
    await purge();
    const { prisma } = testEnv.platform.db;
    expect(await prisma.thread.findMany({ where: { orgId: place.orgId } })).toMatchObject([
      { externalId: 'jane', sessionId: second },
    ]);
    expect(await countMessages('session_id', first)).toBe(0);
    expect(await countMessages('session_id', second)).toBeGreaterThan(0);
  });

  it('keeps a pending delivery, and deletes it once it is sent', async () => {
    const place = await openPlace(DAYS);
    await talk(place, 'jane');
    const { deliveries } = await count(place);
    expect(deliveries).toBeGreaterThan(0);
    clock.advance((DAYS + 1) * DAY_MS);
    await purge();
    expect(await count(place)).toMatchObject({ sessions: 0, deliveries });
    await settleDeliveries(place);
    await purge();
    expect(await count(place)).toMatchObject({ deliveries: 0 });
  });

  it('continues after a batch', async () => {
    const place = await openPlace(DAYS);
    for (const name of ['a', 'b', 'c']) await talk(place, name);
    await settleDeliveries(place);
    clock.advance((DAYS + 1) * DAY_MS);
    expect(await purge(2)).toBe(2);
    expect(await count(place)).toMatchObject({ sessions: 1, threads: 3 });
    expect(await purge(2)).toBe(1);
    const after = await count(place);
    expect(after).toEqual(nothing(after));
  });
});
