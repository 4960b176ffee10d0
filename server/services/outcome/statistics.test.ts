import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { randomIds } from '@/server/gateways/ids';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { countTurns } from '../coverage/count-turns';
import { replyToConversation } from '../inbox/reply-to-conversation';
import { takeConversation } from '../inbox/take-conversation';
import { endSession } from '../session/end-session';
import { UNTIL_BYE } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { getStatistics, type StatisticsItem } from './get-statistics';
import { toStatisticsCsv } from './to-csv';

const DESK: FlowDefinitionInput = {
  format: 1,
  start: 'hand',
  nodes: [
    { id: 'hand', kind: 'transfer', exits: { success: 'done', error: 'done' } },
    { id: 'done', kind: 'end' },
  ],
};

let clock: ManualClock;
let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const count = () => countTurns(testEnv.platform, testEnv.orgId);
const add = (definition: FlowDefinitionInput) => addFlow(testEnv.platform.db, testEnv.orgId, definition);

async function talk(flowId: string, ...texts: string[]): Promise<string> {
  const { session } = await startSession(ctx, { flowId, waitMs: 0 });
  for (const text of texts) await sendInput(ctx, { sessionId: session.id, input: { type: 'text', text } });
  return session.id;
}

async function addAgent(): Promise<ServiceContext> {
  const { orgId, platform } = testEnv;
  const userId = randomIds.uuid(Date.now());
  const user = { id: userId, name: 'Ada', email: `${userId}@example.test` };
  await platform.db.prisma.user.create({ data: user });
  await platform.db.prisma.member.create({ data: { orgId, userId, role: 'agent' } });
  return actIn(platform, orgId, { type: 'user', orgId, userId, role: 'agent' });
}

const total = async (flowId: string) => (await getStatistics(ctx, { flowId })).total;

it('counts how sessions end, each once, however often they are counted (coverage/once)', async () => {
  const { flowId } = await add(UNTIL_BYE);
  await talk(flowId, 'bye');
  await count();
  const open = await talk(flowId, 'a');
  await talk(flowId, 'a', 'b');
  await count();
  await endSession(ctx, { sessionId: open });
  await count();
  await count();
  expect(await total(flowId)).toMatchObject({ sessions: 3, ended: 2, endedWithoutPerson: 1, handedOver: 0 });
});

it('counts handovers, and how long people take to answer', async () => {
  const { flowId } = await add(DESK);
  const agent = await addAgent();
  const answered = await talk(flowId);
  const waiting = await talk(flowId);
  await count();
  expect(await total(flowId)).toMatchObject({
    handedOver: 2,
    handoverRate: 1,
    answered: 0,
    answerP50Seconds: null,
  });
  clock.advance(60_000);
  await takeConversation(agent, { sessionId: answered });
  for (const text of ['Hello', 'Still there?'])
    await replyToConversation(agent, { sessionId: answered, text });
  await count();
  await endSession(ctx, { sessionId: waiting });
  await count();
  const figures = await total(flowId);
  expect(figures).toMatchObject({ sessions: 2, ended: 1, endedWithoutPerson: 0, handedOver: 2, answered: 1 });
  expect(figures.answerP50Seconds).toBeGreaterThanOrEqual(60);
  expect(figures.answerP50Seconds).toBeLessThanOrEqual(72);
});

it('writes neither counts nor progress when the process dies before the commit (coverage/once)', async () => {
  const { flowId } = await add(UNTIL_BYE);
  await talk(flowId, 'bye');
  const { db } = testEnv.platform;
  const dying: typeof db.transaction = (work, options) =>
    db.transaction(async (tx) => {
      await work(tx);
      throw new Error('killed');
    }, options);
  const killed = { ...testEnv.platform, db: { ...db, transaction: dying } };
  await expect(countTurns(killed, testEnv.orgId)).rejects.toThrow('killed');
  expect(await total(flowId)).toMatchObject({ sessions: 0, ended: 0 });
  await count();
  expect(await total(flowId)).toMatchObject({ sessions: 1, ended: 1 });
});

it('counts the sessions whose paths an earlier version counted, and these paths no second time', async () => {
  const { flowId, versionId } = await add(UNTIL_BYE);
  await talk(flowId, 'a', 'bye');
  const open = await talk(flowId, 'a');
  await count();
  const { prisma } = testEnv.platform.db;
  await prisma.outcomeCount.deleteMany({ where: { flowId } });
  await prisma.coverageSession.updateMany({ where: { versionId }, data: { outcomeNo: 0 } });
  await testEnv.platform.db.pool.query({
    text: 'UPDATE coverage_sessions SET outcome = NULL WHERE version_id = $1',
    values: [versionId],
  });
  const before = await prisma.coverageCount.findMany({ where: { versionId } });
  await sendInput(ctx, { sessionId: open, input: { type: 'text', text: 'b' } });
  await count();
  expect(await total(flowId)).toMatchObject({ sessions: 2, ended: 1, endedWithoutPerson: 1 });
  expect(await prisma.coverageCount.findMany({ where: { versionId } })).toEqual(before);
  expect(await count()).toBe(0);
});

it('groups by flow, version, channel and day of the beginning', async () => {
  const { flowId } = await add(UNTIL_BYE);
  await talk(flowId, 'a');
  const first = new Date(clock.now()).toISOString().slice(0, 10);
  clock.advance(86_400_000);
  await talk(flowId, 'bye');
  await count();
  const last = new Date(clock.now()).toISOString().slice(0, 10);
  const list = async (groupBy: 'day' | 'flow' | 'version' | 'channel') =>
    (await getStatistics(ctx, { flowId, groupBy })).items;
  expect((await list('day')).map(({ day, sessions, ended }) => [day, sessions, ended])).toEqual([
    [first, 1, 0],
    [last, 1, 1],
  ]);
  expect(await list('flow')).toMatchObject([{ day: null, flowId, sessions: 2 }]);
  expect(await list('version')).toMatchObject([{ flowId, version: 1, sessions: 2 }]);
  expect(await list('channel')).toMatchObject([{ channelId: null, sessions: 2 }]);
  expect(
    (await getStatistics(ctx, { flowId, from: last, version: 1, channelId: 'api' })).total.sessions,
  ).toBe(1);
});

it('counts ratings by their scale, with average, distribution and satisfaction over all scales', async () => {
  const ask = (max: number): FlowDefinitionInput => ({
    format: 1,
    start: 'rate',
    nodes: [
      {
        ...{ id: 'rate', kind: 'question', answer: { type: 'number', min: 0, max }, rating: { min: 0, max } },
        exits: { next: 'done' },
      },
      { id: 'done', kind: 'end' },
    ],
  });
  const { flowId } = await add(ask(2));
  for (const text of ['2', '2', '0', 'nothing']) await talk(flowId, text);
  await count();
  await count();
  const ratings = {
    ...{ min: 0, max: 2, count: 3, average: 4 / 3 },
    distribution: [1, 0, 2].map((times, value) => ({ value, count: times })),
  };
  expect(await total(flowId)).toMatchObject({
    sessions: 4,
    rated: 3,
    satisfaction: 2 / 3,
    ratings: [ratings],
  });
  const other = await add(ask(10));
  await talk(other.flowId, '10');
  await count();
  const all = (await getStatistics(ctx, { groupBy: 'flow' })).total;
  expect(all).toMatchObject({ rated: 4, satisfaction: 0.75, ratings: [ratings, { max: 10, average: 10 }] });
});

it('gives a period by its number of days', async () => {
  const to = '2030-01-31';
  expect(await getStatistics(ctx, { to, days: 7 })).toMatchObject({ from: '2030-01-25', to });
  expect(await getStatistics(ctx, { to })).toMatchObject({ from: '2030-01-02', to });
  await expect(getStatistics(ctx, { days: 367 })).rejects.toMatchObject({ code: 'invalid_request' });
});

it('lets no text of a CSV file run as a formula', () => {
  const item: StatisticsItem = {
    ...{
      day: null,
      flowId: null,
      flowName: '=HYPERLINK("x")',
      version: 1,
      channelId: null,
      channelName: 'a,b',
    },
    ...{ sessions: 2, ended: 1, endedWithoutPerson: 1, failed: 0, handedOver: 0, handoverRate: 0.5 },
    ...{ answered: 0, answerP50Seconds: null, answerP90Seconds: null, tokens: 0, costUsd: 0.25 },
    ...{
      rated: 3,
      satisfaction: 0.75,
      ratings: [
        {
          min: 1,
          max: 2,
          count: 3,
          average: 1.5,
          distribution: [
            { value: 1, count: 1 },
            { value: 2, count: 2 },
          ],
        },
      ],
    },
  };
  const [, line] = toStatisticsCsv([item]).split('\r\n');
  expect(line).toBe(`,,"'=HYPERLINK(""x"")",1,,"a,b",2,1,1,0,0,0.5,0,,,0,0.25,3,0.75,1-2: 1=1 2=2`);
});
