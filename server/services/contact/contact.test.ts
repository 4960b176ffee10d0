import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import type { JsonObject } from '@/server/engine/json';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { deleteChannel } from '../channel/delete-channel';
import type { Actor, ServiceContext } from '../context';
import { pruneTranscripts } from '../retention/prune-transcripts';
import { listTurns } from '../session/list-turns';
import { startSession } from '../session/start-session';
import { startTestSession } from '../session/start-test-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { createContact } from './create-contact';
import { findSessionContact } from './find-session-contact';
import { getContact, listSessionsOfContact } from './get-contact';
import { listContacts } from './list-contacts';
import { mergeContacts } from './merge-contacts';
import { updateContact } from './update-contact';

/** Says who is there, counts the visit, and waits for the next message. */
const GREET: FlowDefinitionInput = {
  format: 1,
  start: 'count',
  nodes: [
    {
      ...{ id: 'count', kind: 'set', exits: { next: 'ask' } },
      contact: [{ field: 'attributes.visits', value: '(contact.attributes.visits ?? 0) + 1' }],
    },
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, exits: { next: 'ask' } },
      prompt: [
        {
          type: 'text',
          text: '{{ session.channel }} v{{ session.version }}: {{ contact.name ?? "you" }} {{ contact.address }} visit {{ contact.attributes.visits }} {{ contact.attributes.plan ?? "no plan" }}',
        },
      ],
    },
  ],
};

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = (await addFlow(testEnv.platform.db, testEnv.orgId, GREET)).flowId;
});
afterAll(() => testEnv.close());

type Kind = 'flowrest' | 'chat';

async function addChannel(kind: Kind = 'flowrest'): Promise<string> {
  const id = testEnv.platform.ids.uuid(clock.now());
  const channel = { orgId: testEnv.orgId, id, kind, name: 'Desk', flowId: kind === 'chat' ? null : flowId };
  await testEnv.platform.db.prisma.channel.create({ data: channel });
  return id;
}

type Said = { channelId: string; address: string; text?: string; profile?: JsonObject; who?: ServiceContext };

async function say({ channelId, address, text = 'hi', profile, who = ctx }: Said) {
  const { session, messages } = await sendToThread(who, {
    ...{ channelId, externalId: address, flowId, waitMs: 1_000 },
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text }, text }] }],
    ...(profile && { profile }),
  });
  return {
    sessionId: session.id,
    texts: messages.flatMap((message) => (message.kind === 'text' ? [message.text] : [])),
  };
}

const findByAddress = async (address: string, channel?: string) =>
  (await listContacts(ctx, { limit: 10, address, channel })).items;

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });

describe('the contact of a session', () => {
  it('is found for members of its organization, by the address of the session', async () => {
    const channelId = await addChannel();
    const { sessionId } = await say({ channelId, address: 'linked' });
    await testEnv.platform.deferredWrites.flush();
    const [contact] = await findByAddress('linked');
    const contactId = contact?.id ?? '';
    expect(await findSessionContact(ctx, { sessionId })).toEqual({ id: contactId, name: null });
    await updateContact(ctx, { contactId, name: 'Ada' });
    expect(await findSessionContact(ctx, { sessionId })).toEqual({ id: contactId, name: 'Ada' });
    await mergeContacts(ctx, {
      contactId: (
        await createContact(ctx, { name: 'Ada L.', addresses: [{ channel: 'api', address: 'other' }] })
      ).id,
      otherId: contactId,
    });
    expect(await findSessionContact(ctx, { sessionId })).toMatchObject({ name: 'Ada L.' });
    const { session } = await startSession(ctx, { flowId });
    expect(await findSessionContact(ctx, { sessionId: session.id })).toBeNull();
    const stranger = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const id of [sessionId, 'none'])
      await expect(findSessionContact(stranger, { sessionId: id })).rejects.toMatchObject(
        problem('not_found'),
      );
  });
});

describe('the contact of a thread', () => {
  it('is made with the name that a server gives, and the flow reads and changes it', async () => {
    const channelId = await addChannel();
    const { texts, sessionId } = await say({ channelId, address: '+491', profile: { name: 'Ada' } });
    expect(texts).toEqual(['flowrest v1: Ada +491 visit 1 no plan']);
    await testEnv.platform.deferredWrites.flush();
    const [contact] = await findByAddress('+491');
    expect(contact).toMatchObject({
      attributes: { visits: 1 },
      addresses: [{ channel: channelId, address: '+491' }],
    });
    expect(await listSessionsOfContact(ctx, { contactId: contact?.id ?? '' })).toMatchObject([
      { id: sessionId },
    ]);
  });

  it('keeps attributes across the sessions of a person', async () => {
    const channelId = await addChannel();
    await say({ channelId, address: 'again' });
    const second = await sendToThread(ctx, {
      ...{ channelId, externalId: 'again', flowId, fresh: true, waitMs: 1_000 },
      entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text: 'hi' }, text: 'hi' }] }],
    });
    expect(second.messages.map(({ text }) => text)).toEqual(['flowrest v1: you again visit 2 no plan']);
  });

  it('brings what people change to a running session with its next message', async () => {
    const channelId = await addChannel();
    const { sessionId } = await say({ channelId, address: 'live' });
    const [contact] = await findByAddress('live');
    const contactId = contact?.id ?? '';
    await updateContact(ctx, { contactId, name: 'Grace', attributes: { plan: 'gold' } });
    expect((await say({ channelId, address: 'live' })).texts).toEqual([
      'flowrest v1: Grace live visit 1 gold',
    ]);
    const { items } = await listTurns(ctx, { sessionId, limit: 10 });
    const events = items.map(({ event }) => event as JsonObject);
    const facts = { address: 'live', name: 'Grace', locale: null, attributes: { visits: 1, plan: 'gold' } };
    expect(events.map(({ type, contact }) => [type, contact ?? null])).toEqual([
      ['started', { ...facts, name: null, attributes: {} }],
      ['message', facts],
    ]);
    // Nothing is brought that the session knows.
    await say({ channelId, address: 'live' });
    const later = await listTurns(ctx, { sessionId, limit: 10 });
    expect(later.items.map(({ event }) => Object.hasOwn(event as JsonObject, 'contact'))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('has no name that a visitor of a page claims', async () => {
    const channelId = await addChannel('chat');
    const visitor: Actor = { type: 'visitor', orgId: testEnv.orgId, channelId, threadId: null };
    const who = { ...ctx, actor: visitor };
    const { texts } = await say({ channelId, address: 'page', profile: { name: 'The Queen' }, who });
    expect(texts).toEqual(['chat v1: you page visit 1 no plan']);
  });
});

describe('a change by a flow (contact/patched-once)', () => {
  it('is committed with its turn: a turn that is refused changes nothing', async () => {
    const channelId = await addChannel();
    const say2 = () => say({ channelId, address: 'race', text: 'x' });
    // Of two first messages at once, one starts the session and the other one continues it.
    await Promise.all([say2(), say2()]);
    const [contact] = await findByAddress('race');
    expect(contact?.attributes).toEqual({ visits: 1 });
  });

  it('is made by headless sessions of one id on one channel', async () => {
    const start = () => startSession(ctx, { flowId, externalId: 'caller-7', channel: 'phone' });
    const replies = [await start(), await start()];
    expect(replies.map(({ messages }) => messages[0]?.text)).toEqual([
      'phone v1: you caller-7 visit 1 no plan',
      'phone v1: you caller-7 visit 2 no plan',
    ]);
    const [contact] = await findByAddress('caller-7', 'phone');
    expect(await listSessionsOfContact(ctx, { contactId: contact?.id ?? '' })).toHaveLength(2);
  });

  it('is left out for test sessions and for sessions without an id (contact/tests-apart)', async () => {
    const before = (await listContacts(ctx, { limit: 100 })).items.length;
    const { messages } = await startTestSession(ctx, { flowId, definition: GREET as never });
    expect(messages[0]?.text).toBe('test v: you  visit 1 no plan');
    await startSession(ctx, { flowId });
    expect((await listContacts(ctx, { limit: 100 })).items).toHaveLength(before);
  });
});

describe('contacts', () => {
  const at = (address: string) => ({ addresses: [{ channel: 'api', address }] });

  it('are created, found and merged', async () => {
    const into = await createContact(ctx, { ...at('m-1'), name: 'Ada', attributes: { plan: 'gold' } });
    const other = await createContact(ctx, {
      ...at('m-2'),
      locale: 'de_at',
      attributes: { plan: 'free', city: 'Wien' },
    });
    const merged = await mergeContacts(ctx, { contactId: into.id, otherId: other.id });
    expect(merged).toMatchObject({
      name: 'Ada',
      locale: 'de-AT',
      attributes: { city: 'Wien', plan: 'gold' },
    });
    expect(merged.addresses.map(({ address }) => address).sort()).toEqual(['m-1', 'm-2']);
    await expect(getContact(ctx, { contactId: other.id })).rejects.toMatchObject(
      problem('not_found', { thing: 'contact' }),
    );
    expect((await listContacts(ctx, { limit: 5, search: 'M-2' })).items.map(({ id }) => id)).toEqual([
      into.id,
    ]);
  });

  it('refuse an address of another contact, and too much data', async () => {
    const contact = await createContact(ctx, at('taken'));
    await expect(createContact(ctx, at('taken'))).rejects.toMatchObject(
      problem('invalid_request', {
        issues: [{ path: ['addresses', 0, 'address'], message: 'is the address of another contact' }],
      }),
    );
    const half = 'x'.repeat(2_500);
    const change = (name: string) =>
      updateContact(ctx, { contactId: contact.id, attributes: { [name]: half } });
    await change('a');
    await expect(change('b')).rejects.toMatchObject(
      problem('limit_exceeded', { limit: 'contact characters', max: 4_096 }),
    );
    expect((await getContact(ctx, { contactId: contact.id })).attributes).toEqual({ a: half });
  });

  it('are of one organization, and need their scopes', async () => {
    const { id: contactId } = await createContact(ctx, at('mine'));
    const theirs = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(getContact(theirs, { contactId })).rejects.toMatchObject(problem('not_found'));
    await expect(updateContact(theirs, { contactId, name: 'x' })).rejects.toMatchObject(problem('not_found'));
    expect((await listContacts(theirs, { limit: 5 })).items).toEqual([]);
    const reader = {
      ...ctx,
      actor: {
        type: 'apiKey' as const,
        orgId: testEnv.orgId,
        keyId: 'k',
        scopes: ['sessions:read' as const],
        channelId: null,
      },
    };
    await expect(updateContact(reader, { contactId, name: 'x' })).rejects.toMatchObject(
      problem('permission_denied', { scope: 'sessions:write' }),
    );
  });

  it('keep the addresses of a deleted channel under its kind, as its sessions do', async () => {
    const channelId = await addChannel();
    const address = `gone-${channelId}`;
    await say({ channelId, address });
    await testEnv.platform.deferredWrites.flush();
    const [contact] = await findByAddress(address);
    await deleteChannel(ctx, { channelId });
    expect((await getContact(ctx, { contactId: contact?.id ?? '' })).addresses).toMatchObject([
      { channel: 'flowrest', address },
    ]);
  });

  it('of which nothing is known are deleted at the end of the retention', async () => {
    const { prisma } = testEnv.platform.db;
    await prisma.organization.update({ where: { id: testEnv.orgId }, data: { retentionDays: 30 } });
    const [empty, known] = [
      await createContact(ctx, at('empty')),
      await createContact(ctx, { ...at('known'), name: 'Ada' }),
    ];
    clock.advance(31 * 86_400_000);
    await pruneTranscripts(testEnv.platform, { limit: 1_000 });
    await expect(getContact(ctx, { contactId: empty.id })).rejects.toMatchObject(problem('not_found'));
    expect((await getContact(ctx, { contactId: known.id })).name).toBe('Ada');
  });
});
