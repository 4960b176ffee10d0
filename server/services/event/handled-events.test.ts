import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { getSession } from '../session/get-session';
import { listMessages } from '../session/list-messages';
import { startSession } from '../session/start-session';
import { deliverArrivals } from './deliver-arrivals';
import { emitEvent } from './emit-event';
import { fanOutEvents } from './fan-out-events';
import { handlingFlow } from './fixtures/flows';

let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

async function start(orderId: number): Promise<string> {
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, handlingFlow(orderId));
  return (await startSession(ctx, { flowId, waitMs: 0 })).session.id;
}

async function textsOf(sessionId: string): Promise<string[]> {
  const { items } = await listMessages(ctx, { sessionId, limit: 100 });
  return items.filter(({ direction }) => direction === 'outbound').map(({ text }) => text);
}

describe('an event for which flows have a handler', () => {
  it('reaches every session whose handler takes it, and makes no turn in others (event/to-every-waiter)', async () => {
    const [first, other] = [await start(1), await start(2)];
    const { prisma } = testEnv.platform.db;
    expect(await prisma.session.findFirst({ where: { id: first } })).toMatchObject({
      handledEvents: ['order.paid'],
    });
    await emitEvent(ctx, { name: 'order.paid', payload: { id: 1, amount: 12 } });
    await fanOutEvents(testEnv.platform, { limit: 50 });
    expect(await deliverArrivals(testEnv.platform, { limit: 50 })).toBe(2);
    expect(await textsOf(first)).toEqual(['Yes?', 'Paid 12.', 'Yes?']);
    expect(await textsOf(other)).toEqual(['Yes?']);
    expect((await getSession(ctx, { sessionId: other })).turnNo).toBe(1);
    expect(await prisma.eventArrival.count()).toBe(0);
  });
});
