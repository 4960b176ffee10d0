import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { waitForLockWaits } from '@/server/tools/test/lock-waits';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { duplicateFlow } from '../flow/duplicate-flow';
import { addFlowTests } from '../flow/test/add-flow-tests';
import { forkSession } from '../fork/fork-session';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { type ErasureReceipt, eraseContact } from './erase-contact';
import { exportContact } from './export-contact';
import { listContacts } from './list-contacts';

const SECRET = 'My name is Jane Doe';

/** Repeats what is said in a message, a variable, the contact, an event and a suggestion. */
const REPEAT: FlowDefinitionInput = {
  format: 1,
  start: 'keep',
  nodes: [
    {
      ...{ id: 'keep', kind: 'set', exits: { next: 'emit' } },
      assign: [{ variable: 'said', value: 'trigger.text ?? "nothing"' }],
      contact: [{ field: 'attributes.said', value: 'said' }],
    },
    { id: 'emit', kind: 'emit', event: 'heard', payload: '{{ said }}', exits: { next: 'suggest' } },
    { id: 'suggest', kind: 'suggest', text: 'Answer {{ said }}', exits: { next: 'ask' } },
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, exits: { next: 'ask' } },
      prompt: [{ type: 'text', text: 'You said: {{ said }}' }],
    },
  ],
};

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;
let channelId: string;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = (await addFlow(testEnv.platform.db, testEnv.orgId, REPEAT)).flowId;
  channelId = testEnv.platform.ids.uuid(clock.now());
  await testEnv.platform.db.prisma.channel.create({
    data: {
      ...{ orgId: testEnv.orgId, id: channelId, kind: 'flowrest', name: 'Desk', flowId },
      webhookUrl: 'http://127.0.0.1:9/',
    },
  });
});
afterAll(() => testEnv.close());

/** A person with a running session in a thread, and everything else that keeps their words. */
async function addPerson(address: string): Promise<{ sessionId: string; contactId: string }> {
  const { orgId } = testEnv;
  const { prisma } = testEnv.platform.db;
  const { session, thread } = await sendToThread(ctx, {
    ...{ channelId, externalId: address, waitMs: 1_000, profile: { name: SECRET } },
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: SECRET }, text: SECRET }] }],
  });
  const forked = await forkSession(ctx, { sessionId: session.id, turn: 1, version: 'recorded' });
  expect(forked.session).not.toBeNull();
  await addFlowTests(ctx, {
    flowId,
    tests: [{ name: `Of ${address}`, seed: session.id, start: { variables: { said: SECRET } } }],
  } as never);
  const [at, id] = [new Date(clock.now()), testEnv.platform.ids.uuid(clock.now())];
  const bytes = new TextEncoder().encode(SECRET);
  const file = { name: 'a.txt', mime: 'text/plain', size: bytes.length, bytes, threadId: thread.id };
  await prisma.upload.create({ data: { orgId, id, channelId, ...file, createdAt: at } });
  const event = { name: 'typed', props: { text: SECRET }, threadId: thread.id };
  await prisma.clientEvent.create({ data: { orgId, channelId, id, ...event, at, createdAt: at } });
  const request = {
    api: 'umi',
    method: 'POST',
    path: `/${address}`,
    status: 200,
    durationMs: 1,
    requestId: 'r',
  };
  await prisma.requestRecord.create({
    data: { orgId, id, keyId: id, at, ...request, sessionId: session.id },
  });
  const ofSession = { orgId, sessionId: session.id };
  await prisma.conversationNote.create({
    data: { ...ofSession, id, userId: id, text: SECRET, createdAt: at },
  });
  await prisma.conversationLabel.create({ data: { ...ofSession, label: SECRET } });
  const times = { leaseUntil: at, createdAt: at, expiresAt: at };
  const answer = { key: id, requestHash: bytes, status: 'done' as const, response: { body: SECRET } };
  await prisma.idempotencyRecord.create({ data: { orgId, ...answer, sessionId: session.id, ...times } });
  const [contact] = (await listContacts(ctx, { limit: 1, address })).items;
  return { sessionId: session.id, contactId: contact?.id ?? '' };
}

/** The tables of the database in which a text occurs. */
async function findTablesWith(text: string): Promise<string[]> {
  const { pool } = testEnv.platform.db;
  const { rows: tables } = await pool.query<{ name: string }>({
    text: "SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'",
  });
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query({
      text: `SELECT 1 FROM "${name}" t WHERE strpos(row_to_json(t)::text, $1) > 0 OR strpos(row_to_json(t)::text, $2) > 0 LIMIT 1`,
      values: [text, Buffer.from(text).toString('hex')],
    });
    if (rows.length > 0) found.push(name);
  }
  return found.sort();
}

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('a person', () => {
  it('is exported as one file with everything that was said, kept and sent', async () => {
    const { contactId, sessionId } = await addPerson('exported');
    const file = await exportContact(ctx, { contactId });
    expect(file).toMatchObject({
      format: 'parley.person',
      contact: { id: contactId, attributes: { said: SECRET } },
      threads: [{ externalId: 'exported', profile: { name: SECRET } }],
      sessions: [{ id: sessionId, variables: { said: SECRET } }],
      events: [{ name: 'typed', props: { text: SECRET } }],
      files: [{ name: 'a.txt', base64: Buffer.from(SECRET).toString('base64') }],
    });
    expect(file.sessions[0]?.messages.map(({ direction, text }) => [direction, text])).toEqual([
      ['inbound', SECRET],
      ['outbound', `You said: ${SECRET}`],
    ]);
    expect(file.webhooks.some(({ body }) => body.includes(SECRET))).toBe(true);
    expect((await eraseContact(ctx, { contactId })).complete).toBe(true);
  });

  it('is erased from every table, also while a session runs, and nobody else (contact/erased-with-sessions)', async () => {
    const other = await startSession(ctx, { flowId, externalId: 'neighbour', channel: 'api' });
    const { contactId, sessionId } = await addPerson('erased');
    expect(await findTablesWith(SECRET)).toEqual([
      ...['client_events', 'contacts', 'conversation_labels', 'conversation_notes', 'deliveries'],
      ...[
        'domain_events',
        'flows',
        'idempotency_records',
        'sessions',
        'suggestions',
        'threads',
        'turns',
        'uploads',
      ],
    ]);
    const receipt = await eraseContact(ctx, { contactId });
    expect(receipt).toMatchObject({ contactId, complete: true });
    expect(receipt.erased).toMatchObject({
      ...{
        sessions: 2,
        turns: 1,
        messages: 2,
        suggestions: 1,
        answers: 1,
        requests: 1,
        tests: 1,
        threads: 1,
        files: 1,
      },
    });
    expect(receipt.erased.deliveries).toBeGreaterThan(0);
    expect(await findTablesWith(SECRET)).toEqual([]);
    expect(await findTablesWith(sessionId)).toEqual([]);
    await expect(
      sendInput(ctx, { sessionId, input: { type: 'text', text: 'still there?' } }),
    ).rejects.toMatchObject(problem('not_found', { thing: 'session' }));
    expect((await listContacts(ctx, { limit: 5, address: 'neighbour' })).items).toHaveLength(1);
    const { messages } = await sendInput(ctx, {
      sessionId: other.session.id,
      input: { type: 'text', text: 'x' },
    });
    expect(messages.map(({ text }) => text)).toEqual(['You said: nothing']);
  });

  it('is erased from the tests of an archived flow, too', async () => {
    const { contactId } = await addPerson('archived');
    const archive = (archivedAt: Date | null) =>
      testEnv.platform.db.prisma.flow.updateMany({ where: { id: flowId }, data: { archivedAt } });
    await archive(new Date(clock.now()));
    const { erased } = await eraseContact(ctx, { contactId });
    expect([erased.tests, await findTablesWith(SECRET)]).toEqual([1, []]);
    await archive(null);
  });

  it('is erased from the tests of a copy of the flow, too', async () => {
    const { contactId } = await addPerson('copied');
    await duplicateFlow(ctx, { flowId });
    const { erased } = await eraseContact(ctx, { contactId });
    expect([erased.tests, await findTablesWith(SECRET)]).toEqual([2, []]);
  });

  it('may write meanwhile: the erasure waits for a turn that then changes the contact (contact/lock-order)', async () => {
    const { contactId, sessionId } = await addPerson('writes');
    const { db } = testEnv.platform;
    const lock = (table: string, id: string) => ({
      text: `SELECT 1 FROM ${table} WHERE id = $1 FOR UPDATE`,
      values: [id],
    });
    const erasing: Promise<ErasureReceipt>[] = [];
    // The locks of such a turn.
    await db.transaction(async (tx) => {
      await tx.pool.query(lock('sessions', sessionId));
      erasing.push(eraseContact(ctx, { contactId }));
      await waitForLockWaits(db.pool);
      await tx.pool.query(lock('contacts', contactId));
    });
    expect(await Promise.all(erasing)).toMatchObject([{ complete: true }]);
  });

  it('that writes again is a new one', async () => {
    const { contactId } = await addPerson('returns');
    await eraseContact(ctx, { contactId });
    await expect(eraseContact(ctx, { contactId })).rejects.toMatchObject(
      problem('not_found', { thing: 'contact' }),
    );
    const again = await addPerson('returns');
    expect(again.contactId).not.toBe(contactId);
    await eraseContact(ctx, { contactId: again.contactId });
  });

  it('is erased part by part where it takes long, each in the audit log (contact/erased-once)', async () => {
    for (let n = 0; n < 23; n += 1)
      await startSession(ctx, { flowId, externalId: 'many', channel: 'api', waitMs: 0 });
    const [contact] = (await listContacts(ctx, { limit: 1, address: 'many' })).items;
    const contactId = contact?.id ?? '';
    // Every look at the clock finds it later than the call may take.
    const slow = { ...ctx, clock: { ...clock, now: () => clock.advance(20_000) ?? clock.now() } };
    const receipts = [];
    do receipts.push(await eraseContact(slow, { contactId }));
    while (!receipts.at(-1)?.complete && receipts.length < 9);
    expect(receipts.map(({ complete, erased }) => [complete, erased.sessions])).toEqual([
      [false, 20],
      [false, 3],
      [true, 0],
    ]);
    const entries = await testEnv.platform.db.prisma.auditEntry.findMany({
      where: { orgId: testEnv.orgId, action: 'contact.erased', thingId: contactId },
    });
    expect(entries).toHaveLength(3);
  });

  it('is of one organization, and needs settings:write', async () => {
    const { contactId } = await addPerson('guarded');
    const theirs = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const agent = {
      ...ctx,
      actor: { type: 'user' as const, orgId: testEnv.orgId, userId: 'u', role: 'agent' as const },
    };
    for (const act of [eraseContact, exportContact]) {
      await expect(act(theirs, { contactId })).rejects.toMatchObject(problem('not_found'));
      await expect(act(agent, { contactId })).rejects.toMatchObject(
        problem('permission_denied', { scope: 'settings:write' }),
      );
    }
    await eraseContact(ctx, { contactId });
  });
});
