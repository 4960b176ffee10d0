import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/server/shared/scopes';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { getRecording } from '../replay/get-recording';
import { endSession } from '../session/end-session';
import { ECHO } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listEvents } from '../session/list-events';
import { listMessages } from '../session/list-messages';
import { listTurns } from '../session/list-turns';
import { sendToThread } from '../thread/send/send-to-thread';
import { assignConversation, listAssignees } from './assign-conversation';
import { getConversation } from './get-conversation';
import { listLabels, setLabels } from './labels';
import { getInboxCounts, listInbox } from './list-inbox';
import { addNote, deleteNote, listNotes } from './notes';
import { replyToConversation } from './reply-to-conversation';
import { snoozeConversation, wakeConversation } from './snooze';

const HOUR_MS = 3_600_000;
const clock = createManualClock();
let testEnv: TestEnv;
let ada: ServiceContext;
let bob: ServiceContext;
let sessionId: string;
let say: (text: string) => Promise<string>;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  [ada, bob] = [await addMember('Ada', 'agent'), await addMember('Bob', 'editor')];
});
afterAll(() => testEnv.close());

beforeEach(async () => {
  // Earlier snoozes are over.
  clock.advance(2 * HOUR_MS);
  const { orgId, platform } = testEnv;
  const { prisma } = platform.db;
  const { flowId } = await addFlow(platform.db, orgId, ECHO);
  const [roomId, channelId] = [platform.ids.uuid(clock.now()), platform.ids.uuid(clock.now())];
  await prisma.room.create({ data: { orgId, id: roomId, name: 'Orders', mode: 'people', flowId } });
  await prisma.channel.create({ data: { orgId, id: channelId, kind: 'umi', name: 'Mail', roomId } });
  const system = actIn(platform, orgId);
  say = async (text) => {
    clock.advance(1_000);
    const lines = [{ content: { type: 'text' as const, text }, text }];
    const entries = [{ type: 'visitor' as const, lines }];
    return (await sendToThread(system, { channelId, externalId: 't', entries, waitMs: 1_000 })).session.id;
  };
  sessionId = await say('help');
});

async function addMember(name: string, role: Role): Promise<ServiceContext> {
  const { orgId, platform } = testEnv;
  const userId = platform.ids.uuid(clock.now());
  await platform.db.prisma.user.create({ data: { id: userId, name, email: `${userId}@example.test` } });
  await platform.db.prisma.member.create({ data: { orgId, userId, role } });
  return actIn(platform, orgId, { type: 'user', orgId, userId, role });
}

const idOf = ({ actor }: ServiceContext) => (actor.type === 'user' ? actor.userId : '');
const queueOf = async (ctx: ServiceContext, queue: 'waiting' | 'mine' | 'open' | 'snoozed') =>
  (await listInbox(ctx, { queue, limit: 50 })).items.map(({ id }) => id);

describe('notes', () => {
  it('are written and listed in order, and deleted by their author alone', async () => {
    await addNote(ada, { sessionId, text: ' Called back. ' });
    await addNote(bob, { sessionId, text: 'No answer.' });
    const notes = await listNotes(await addMember('Eve', 'viewer'), { sessionId });
    expect(notes.map(({ text, authorName }) => [text, authorName])).toEqual([
      ['Called back.', 'Ada'],
      ['No answer.', 'Bob'],
    ]);
    const id = notes[0]?.id ?? '';
    await expect(deleteNote(bob, { sessionId, id })).rejects.toMatchObject({ code: 'not_found' });
    await deleteNote(ada, { sessionId, id });
    expect(await listNotes(ada, { sessionId })).toMatchObject([{ text: 'No answer.' }]);
  });

  it('are refused when empty, too long, or about the conversation of another organization', async () => {
    const invalid = { code: 'invalid_request' };
    await expect(addNote(ada, { sessionId, text: ' ' })).rejects.toMatchObject(invalid);
    await expect(addNote(ada, { sessionId, text: 'x'.repeat(4_001) })).rejects.toMatchObject(invalid);
    await expect(addNote(await addMember('Eve', 'viewer'), { sessionId, text: 'x' })).rejects.toMatchObject({
      code: 'permission_denied',
    });
    const orgId = await addOrganization(testEnv.platform.db);
    const actor = { type: 'user' as const, orgId, userId: idOf(ada), role: 'owner' as const };
    const stranger = actIn(testEnv.platform, orgId, actor);
    await addNote(ada, { sessionId, text: 'ours' });
    const notFound = { code: 'not_found' };
    await expect(listNotes(stranger, { sessionId })).rejects.toMatchObject(notFound);
    await expect(addNote(stranger, { sessionId, text: 'x' })).rejects.toMatchObject(notFound);
    await expect(setLabels(stranger, { sessionId, labels: ['x'] })).rejects.toMatchObject(notFound);
    await expect(wakeConversation(stranger, { sessionId })).rejects.toMatchObject(notFound);
    expect(await listLabels(stranger)).toEqual([]);
  });

  it('and labels and snoozes are in nothing that others get (inbox/members-only)', async () => {
    const before = await readAll();
    await addNote(ada, { sessionId, text: 'SECRET-NOTE' });
    await setLabels(ada, { sessionId, labels: ['SECRET-LABEL'] });
    await snoozeConversation(ada, { sessionId, until: new Date(clock.now() + HOUR_MS) });
    expect(await readAll()).toEqual(before);
  });
});

async function readAll(): Promise<unknown> {
  const page = { sessionId, limit: 99 };
  const { delivery } = testEnv.platform.db.prisma;
  return Promise.all([
    ...[getSession(ada, { sessionId }), listMessages(ada, page), listEvents(ada, page), listTurns(ada, page)],
    ...[getRecording(actIn(testEnv.platform, testEnv.orgId), { sessionId }), delivery.findMany()],
  ]);
}

describe('labels', () => {
  it('are replaced as a set, listed by name, and narrow the queues', async () => {
    await setLabels(ada, { sessionId, labels: ['VIP', ' Refund ', 'VIP'] });
    expect((await getConversation(bob, { sessionId })).conversation.labels).toEqual(['Refund', 'VIP']);
    const other = sessionId;
    sessionId = await say('me, too');
    expect(sessionId).toBe(other);
    expect(await listLabels(bob)).toEqual(expect.arrayContaining(['Refund', 'VIP']));
    const byLabel = async (label: string) =>
      (await listInbox(ada, { queue: 'open', label, limit: 50 })).items.map(({ id }) => id);
    expect(await byLabel('VIP')).toEqual([sessionId]);
    expect(await byLabel('vip')).toEqual([]);
    await setLabels(bob, { sessionId, labels: [] });
    expect(await byLabel('VIP')).toEqual([]);
    const many = Array.from({ length: 11 }, (_, index) => `l${index}`);
    await expect(setLabels(ada, { sessionId, labels: many })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('a snoozed conversation', () => {
  const snooze = (ms: number) => snoozeConversation(ada, { sessionId, until: new Date(clock.now() + ms) });

  it('leaves its queue, and comes back at its time (snooze/comes-back)', async () => {
    const before = await getInboxCounts(ada);
    expect(await queueOf(ada, 'waiting')).toContain(sessionId);
    await snooze(HOUR_MS);
    expect(await queueOf(ada, 'waiting')).not.toContain(sessionId);
    expect(await queueOf(ada, 'open')).not.toContain(sessionId);
    expect(await queueOf(ada, 'snoozed')).toEqual([sessionId]);
    const { waiting, open, snoozed } = await getInboxCounts(ada);
    expect([waiting, open, snoozed]).toEqual([before.waiting - 1, before.open - 1, 1]);
    clock.advance(HOUR_MS);
    expect(await queueOf(ada, 'waiting')).toContain(sessionId);
    expect(await queueOf(ada, 'snoozed')).toEqual([]);
    expect(await getInboxCounts(ada)).toEqual(before);
  });

  it('comes back when the customer writes, and not when a member does (snooze/comes-back)', async () => {
    await assignConversation(ada, { sessionId, userId: idOf(ada) });
    await snooze(HOUR_MS);
    await replyToConversation(ada, { sessionId, text: 'I look into it.' });
    expect(await queueOf(ada, 'mine')).not.toContain(sessionId);
    await say('any news?');
    expect(await queueOf(ada, 'mine')).toContain(sessionId);
    expect((await getConversation(ada, { sessionId })).conversation.snoozedUntil).toBeNull();
  });

  it('comes back when a member wakes it, and cannot be snoozed for longer than 90 days or when it is over', async () => {
    await snooze(HOUR_MS);
    await wakeConversation(bob, { sessionId });
    expect(await queueOf(ada, 'waiting')).toContain(sessionId);
    await expect(snooze(91 * 24 * HOUR_MS)).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(snooze(0)).rejects.toMatchObject({ code: 'invalid_request' });
    await endSession(ada, { sessionId });
    await expect(snooze(HOUR_MS)).rejects.toMatchObject({ code: 'session_finished' });
  });
});

describe('assignConversation', () => {
  it('gives a conversation to a colleague', async () => {
    await assignConversation(ada, { sessionId, userId: idOf(bob) });
    expect(await queueOf(bob, 'mine')).toContain(sessionId);
    expect(await queueOf(ada, 'waiting')).not.toContain(sessionId);
    expect((await getConversation(ada, { sessionId })).conversation).toMatchObject({
      ...{ assigneeId: idOf(bob), assigneeName: 'Bob', control: 'human', waitingSince: null },
    });
  });

  it('is offered for the members who may answer', async () => {
    const names = (await listAssignees(await addMember('Eve', 'viewer'))).map(({ name }) => name);
    expect(names).toEqual(['Ada', 'Bob']);
  });

  it('refuses members who may not answer, and strangers', async () => {
    const eve = await addMember('Eve', 'viewer');
    for (const userId of [idOf(eve), testEnv.orgId, 'nobody'])
      await expect(assignConversation(ada, { sessionId, userId })).rejects.toMatchObject({
        problem: { code: 'invalid_request', details: { issues: [{ path: ['userId'] }] } },
      });
    await expect(assignConversation(eve, { sessionId, userId: idOf(ada) })).rejects.toMatchObject({
      code: 'permission_denied',
    });
  });
});
