import { afterAll, beforeAll, expect, it } from 'vitest';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { deliverArrivals } from '../event/deliver-arrivals';
import { fanOutEvents } from '../event/fan-out-events';
import { awaitingFlow, emittingFlow } from '../event/fixtures/flows';
import { createFlow } from '../flow/create-flow';
import { publishFlow } from '../flow/version/publish-flow';
import { getSession } from '../session/get-session';
import { listMessages } from '../session/list-messages';
import { startSession } from '../session/start-session';
import { createEnvironment } from './create-environment';

let testEnv: TestEnv;
let owner: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv();
  owner = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const ENDS = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };

it('reaches sessions and starts flows of the environment of its session alone', async () => {
  const make = async (definition: object) => {
    const { id: flowId } = await createFlow(owner, { name: 'E', definition: definition as never });
    await publishFlow(owner, { flowId });
    return flowId;
  };
  const [waiting, emitting, triggered] = [
    await make(awaitingFlow(1)),
    await make(emittingFlow('order.paid', { id: 1, amount: 2 })),
    await make({ ...ENDS, triggers: [{ type: 'event', event: 'order.paid' }] }),
  ];
  await createEnvironment(owner, { name: 'staging', copyProduction: true });
  const staging = { environment: 'staging', waitMs: 0 };
  const here = (await startSession(owner, { flowId: waiting, waitMs: 0 })).session.id;
  const there = (await startSession(owner, { flowId: waiting, ...staging })).session.id;
  await startSession(owner, { flowId: emitting, ...staging });
  await fanOutEvents(testEnv.platform, { limit: 50 });
  await deliverArrivals(testEnv.platform, { limit: 50 });
  const textsOf = async (sessionId: string) =>
    (await listMessages(owner, { sessionId, limit: 10 })).items.map(({ text }) => text);
  expect([await textsOf(here), await textsOf(there)]).toEqual([[], ['Paid 2.']]);
  const { prisma } = testEnv.platform.db;
  const started = await prisma.session.findMany({ where: { flowId: triggered } });
  expect(started.map(({ environment }) => environment)).toEqual(['staging']);
  expect((await getSession(owner, { sessionId: here })).environment).toBe('production');
});
