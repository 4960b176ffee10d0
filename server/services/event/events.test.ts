import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimEventArrivals } from '@/server/db/domain-event/arrivals';
import { claimDomainEvents, spreadDomainEvent } from '@/server/db/domain-event/store';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { Platform, ServiceContext } from '../context';
import { EVENTS } from '../session/fixtures/flows';
import { getSession } from '../session/get-session';
import { listMessages } from '../session/list-messages';
import { startSession } from '../session/start-session';
import { deliverArrivals } from './deliver-arrivals';
import { emitEvent } from './emit-event';
import { fanOutEvents, MAX_EVENT_DEPTH } from './fan-out-events';
import { answeringFlow, awaitingFlow, emittingFlow, TRIGGERED } from './fixtures/flows';

const LEASE_MS = 30_000;
const LIMIT = { limit: 50 };

let testEnv: TestEnv;
let clock: ManualClock;
let ctx: ServiceContext;

beforeEach(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterEach(() => testEnv.close());

async function start(definition: FlowDefinitionInput, within = ctx): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, within.actor.orgId, definition);
  return (await startSession(within, { flowId, waitMs: 0 })).session.id;
}

/** A flow with a trigger for events of this name. */
async function addTriggered(name: string, definition: FlowDefinitionInput): Promise<string> {
  const { flowId, versionId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  const trigger = { type: 'event' as const, event: name, manual: false };
  await testEnv.platform.db.prisma.flowTrigger.create({
    data: { orgId: testEnv.orgId, flowId, versionId, type: 'event', name, trigger },
  });
  return flowId;
}

async function textsOf(sessionId: string): Promise<string[]> {
  const { items } = await listMessages(ctx, { sessionId, limit: 100 });
  return items
    .filter(({ direction, text }) => direction === 'outbound' && text !== '')
    .map(({ text }) => text);
}

const sessionsOf = (flowId: string) => testEnv.platform.db.prisma.session.findMany({ where: { flowId } });

/** Works until nothing is pending; returns the number of rounds. */
async function settle(platform: Platform = testEnv.platform): Promise<number> {
  for (let round = 1; round < 100; round += 1) {
    const found = [await fanOutEvents(platform, LIMIT), await deliverArrivals(platform, LIMIT)];
    if (found.every((count) => count === 0)) return round;
  }
  throw new Error('the events never settle');
}

describe('an emitted event', () => {
  it('resumes every waiting session whose match it meets, and no other (event/to-every-waiter)', async () => {
    const [first, twin, other] = [
      await start(awaitingFlow(1)),
      await start(awaitingFlow(1)),
      await start(awaitingFlow(2)),
    ];
    await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount: 12 } });
    await settle();
    expect(await textsOf(first)).toEqual(['Paid 12.']);
    expect(await textsOf(twin)).toEqual(['Paid 12.']);
    expect(await textsOf(other)).toEqual([]);
    expect(await testEnv.platform.db.prisma.eventArrival.count()).toBe(0);
    expect(await testEnv.platform.db.prisma.domainEvent.count()).toBe(0);
  });

  it('reaches sessions of other flows when a flow emits it, except the emitting one (event/to-every-waiter)', async () => {
    const waiting = await start(awaitingFlow(1));
    const source = await start({
      ...EVENTS,
      nodes: EVENTS.nodes.map((node) =>
        node.kind === 'emit' ? { ...node, event: 'order.paid', payload: { id: 1, amount: 3 } } : node,
      ),
    });
    await settle();
    expect(await textsOf(waiting)).toEqual(['Paid 3.']);
    expect((await getSession(ctx, { sessionId: source })).status).toBe('awaiting_event');
  });

  it('stays within its organization', async () => {
    const elsewhere = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const theirs = await start(awaitingFlow(1), elsewhere);
    await emitEvent(ctx, { name: 'order.paid', payload: { id: 1 } });
    await settle();
    expect((await getSession(elsewhere, { sessionId: theirs })).turnNo).toBe(1);
  });

  it('may have an empty payload', async () => {
    const flowId = await addTriggered('ping', TRIGGERED);
    await emitEvent(ctx, { name: 'ping', payload: null });
    await start(emittingFlow('ping', null));
    await settle();
    expect(await sessionsOf(flowId)).toHaveLength(2);
  });

  it.each(['', '1st', 'a b', 'x'.repeat(129)])(
    'needs a name that flows could use, unlike %j',
    async (name) => {
      await expect(emitEvent(ctx, { name, payload: {} })).rejects.toMatchObject({ code: 'invalid_request' });
    },
  );

  it('needs a storable payload', async () => {
    const emitting = emitEvent(ctx, { name: 'x', payload: { text: 'a\u0000b' } });
    await expect(emitting).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('needs a scope', async () => {
    const actor = { type: 'user', orgId: testEnv.orgId, userId: testEnv.orgId, role: 'viewer' } as const;
    const emitting = emitEvent(actIn(testEnv.platform, testEnv.orgId, actor), { name: 'x', payload: {} });
    await expect(emitting).rejects.toMatchObject({ code: 'permission_denied' });
  });

  it('is emitted once per idempotency key', async () => {
    const at = new Date(clock.now());
    await testEnv.platform.db.prisma.idempotencyRecord.create({
      data: {
        orgId: testEnv.orgId,
        key: 'k',
        requestHash: Buffer.alloc(32),
        status: 'running',
        leaseUntil: at,
        createdAt: at,
        expiresAt: new Date(clock.now() + 1_000),
      },
    });
    const keyed = { ...ctx, idempotencyKey: 'k' };
    const first = await emitEvent(keyed, { name: 'x', payload: {} });
    await settle();
    expect(await emitEvent(keyed, { name: 'x', payload: {} })).toEqual(first);
    expect(await testEnv.platform.db.prisma.domainEvent.count()).toBe(0);
  });
});

describe('flows with a trigger for the event', () => {
  it('start once each, whichever of many workers is faster (event/starts-each-flow-once)', async () => {
    const flows = [
      await addTriggered('order.placed', TRIGGERED),
      await addTriggered('order.placed', TRIGGERED),
    ];
    const deaf = await addTriggered('order.lost', TRIGGERED);
    const others = [testEnv.openPlatform(), testEnv.openPlatform()];
    for (let id = 0; id < 10; id += 1) await emitEvent(ctx, { name: 'order.placed', payload: { id } });
    await Promise.all([testEnv.platform, ...others].map((platform) => settle(platform)));
    for (const flowId of flows) {
      const sessions = await sessionsOf(flowId);
      const texts = await Promise.all(sessions.map(({ id }) => textsOf(id)));
      expect(texts.flat().sort()).toEqual(Array.from({ length: 10 }, (_, id) => `event order.placed ${id}`));
      expect(sessions[0]).toMatchObject({ channel: 'event', expiresAt: null, eventDepth: 1 });
    }
    expect(await sessionsOf(deaf)).toEqual([]);
  });

  it('do not start again after a worker died before it deleted the event (event/starts-each-flow-once)', async () => {
    const flowId = await addTriggered('order.placed', TRIGGERED);
    await emitEvent(ctx, { name: 'order.placed', payload: { id: 1 } });
    const dead = testEnv.openPlatform();
    await dieBeforeForgetting(dead);
    expect(await sessionsOf(flowId)).toHaveLength(1);
    expect(await fanOutEvents(testEnv.platform, LIMIT)).toBe(0);
    clock.advance(LEASE_MS);
    expect(await fanOutEvents(testEnv.platform, LIMIT)).toBe(1);
    expect(await sessionsOf(flowId)).toHaveLength(1);
    expect(await testEnv.platform.db.prisma.domainEvent.count()).toBe(0);
  });

  it('start in the worker after one that died before it started them (event/kept-until-done)', async () => {
    const flowId = await addTriggered('order.paid', TRIGGERED);
    const waiting = await start(awaitingFlow(1));
    const { id } = await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount: 5 } });
    const now = new Date(clock.now());
    await claimDomainEvents(testEnv.platform.db, {
      now,
      leaseUntil: new Date(clock.now() + LEASE_MS),
      limit: 1,
    });
    const spread = { orgId: testEnv.orgId, id, now, eventDepth: 1, environment: null };
    await testEnv.platform.db.transaction((tx) => spreadDomainEvent(tx, spread));
    await deliverArrivals(testEnv.platform, LIMIT);
    clock.advance(LEASE_MS);
    await settle();
    expect(await sessionsOf(flowId)).toHaveLength(1);
    // It waits for the same event again and must not receive this one twice.
    expect(await textsOf(waiting)).toEqual(['Paid 5.']);
  });

  it('do not start when archived', async () => {
    const flowId = await addTriggered('order.placed', TRIGGERED);
    await testEnv.platform.db.prisma.flow.update({
      where: { orgId_id: { orgId: testEnv.orgId, id: flowId } },
      data: { archivedAt: new Date(0) },
    });
    await emitEvent(ctx, { name: 'order.placed', payload: {} });
    await settle();
    expect(await sessionsOf(flowId)).toEqual([]);
    expect(await testEnv.platform.db.prisma.domainEvent.count()).toBe(0);
  });
});

describe('flows that trigger each other', () => {
  it('stop after a number of events when one starts itself (event/bounded-depth)', async () => {
    const flowId = await addTriggered('again', emittingFlow('again', {}));
    await emitEvent(ctx, { name: 'again', payload: {} });
    await settle();
    expect(await sessionsOf(flowId)).toHaveLength(MAX_EVENT_DEPTH);
  });

  it('stop after a number of events when two sessions answer each other (event/bounded-depth)', async () => {
    const [ping, pong] = [
      await start(answeringFlow('ping', 'pong')),
      await start(answeringFlow('pong', 'ping')),
    ];
    await emitEvent(ctx, { name: 'ping', payload: {} });
    await settle();
    const turns = await Promise.all([ping, pong].map((sessionId) => getSession(ctx, { sessionId })));
    expect(turns.map(({ turnNo }) => turnNo)).toEqual([1 + MAX_EVENT_DEPTH / 2, 1 + MAX_EVENT_DEPTH / 2]);
  });

  it('continue without limit when every event comes from outside', async () => {
    const sessionId = await start(answeringFlow('ping', 'pong'));
    for (let round = 0; round < 2 * MAX_EVENT_DEPTH; round += 1) {
      await emitEvent(ctx, { name: 'ping', payload: {} });
      await settle();
    }
    expect((await getSession(ctx, { sessionId })).turnNo).toBe(1 + 2 * MAX_EVENT_DEPTH);
  });
});

describe('an event on its way to a session', () => {
  it('arrives after those emitted before it (arrival/in-order)', async () => {
    const sessionId = await start(awaitingFlow(1));
    for (const amount of [1, 2, 3]) {
      await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount } });
      clock.advance(1);
    }
    const other = testEnv.openPlatform();
    await fanOutEvents(testEnv.platform, LIMIT);
    while ((await testEnv.platform.db.prisma.eventArrival.count()) > 0)
      await Promise.all([deliverArrivals(other, LIMIT), deliverArrivals(testEnv.platform, LIMIT)]);
    expect(await textsOf(sessionId)).toEqual(['Paid 1.', 'Paid 2.', 'Paid 3.']);
  });

  it('is delivered by another worker when the lease expires (arrival/lease)', async () => {
    const sessionId = await start(awaitingFlow(1));
    await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount: 7 } });
    await fanOutEvents(testEnv.platform, LIMIT);
    const now = new Date(clock.now());
    await claimEventArrivals(testEnv.platform.db, {
      now,
      leaseUntil: new Date(clock.now() + LEASE_MS),
      limit: 1,
    });
    expect(await deliverArrivals(testEnv.platform, LIMIT)).toBe(0);
    clock.advance(LEASE_MS);
    await deliverArrivals(testEnv.platform, LIMIT);
    expect(await textsOf(sessionId)).toEqual(['Paid 7.']);
  });

  it('ends with the turn that it causes, or when the flow ignores it (arrival/ends-with-its-turn)', async () => {
    const [taken, left] = [await start(awaitingFlow(1)), await start(awaitingFlow(2))];
    await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount: 7 } });
    await fanOutEvents(testEnv.platform, LIMIT);
    expect(await testEnv.platform.db.prisma.eventArrival.count()).toBe(2);
    expect(await deliverArrivals(testEnv.platform, LIMIT)).toBe(2);
    expect(await testEnv.platform.db.prisma.eventArrival.count()).toBe(0);
    expect((await getSession(ctx, { sessionId: taken })).turnNo).toBe(2);
    expect((await getSession(ctx, { sessionId: left })).turnNo).toBe(1);
  });
});

/** A worker whose connection breaks before it deletes the event. */
async function dieBeforeForgetting(platform: Platform): Promise<void> {
  const pool = Object.create(platform.db.pool) as typeof platform.db.pool;
  const query = platform.db.pool.query.bind(platform.db.pool) as (config: {
    text: string;
  }) => Promise<unknown>;
  pool.query = ((config: { text: string }) =>
    config.text.startsWith('delete from "domain_events"')
      ? Promise.reject(new Error('died'))
      : query(config)) as typeof pool.query;
  await fanOutEvents({ ...platform, db: { ...platform.db, pool } }, LIMIT);
}
