import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createManualClock, type ManualClock } from '@/server/tools/test/manual-clock';
import {
  actIn,
  addFlow,
  openTestEnv,
  type TestEnv,
  type TestFlow,
  type TestPlatform,
} from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { getStatistics } from '../outcome/get-statistics';
import { endSession } from '../session/end-session';
import { UNTIL_BYE } from '../session/fixtures/flows';
import { sendInput } from '../session/send-input';
import { startSession } from '../session/start-session';
import { countTurns } from './count-turns';
import { countBoth, countPlace, type DirectSession, readSessions } from './fixtures/count-directly';
import { getCoverage } from './get-coverage';
import { getFunnel } from './get-funnel';

/** Asks for a color, then for a size unless the color is red; green leads nowhere, and blue back. */
const SHOP: FlowDefinitionInput = {
  format: 1,
  start: 'color',
  nodes: [
    {
      id: 'color',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Which color?' }],
      answer: { type: 'text' },
      variable: 'color',
      exits: { next: 'which' },
    },
    {
      id: 'which',
      kind: 'condition',
      branches: [
        { id: 'red', when: 'color == "red"' },
        { id: 'green', when: 'color == "green"' },
        { id: 'blue', when: 'color == "blue"' },
      ],
      exits: { red: 'thanks', blue: 'color', else: 'size' },
    },
    {
      id: 'size',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Which size?' }],
      answer: { type: 'number' },
      variable: 'size',
      exits: { next: 'thanks' },
    },
    { id: 'thanks', kind: 'message', messages: [{ type: 'text', text: 'Thanks.' }], exits: { next: 'done' } },
    { id: 'done', kind: 'end' },
  ],
};

const MOVES = ['start', 'red', 'green', 'blue', 'pink', '7', 'nine', 'bye', 'end', 'count', 'wait'] as const;
type Move = { move: (typeof MOVES)[number]; at: number };
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    move: fc.constantFrom('start' as const, 'start' as const, ...MOVES),
    at: fc.nat({ max: 1_000 }),
  }),
  { minLength: 10, maxLength: 50 },
);

let clock: ManualClock;
let testEnv: TestEnv;
let ctx: ServiceContext;
let other: TestPlatform;

beforeAll(async () => {
  clock = createManualClock();
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  other = testEnv.openPlatform();
});
afterAll(() => testEnv.close());

/** Makes random moves in sessions of a flow while two workers count. */
async function play({ flowId }: TestFlow, list: readonly Move[]): Promise<void> {
  const sessions: string[] = [];
  const counting: Promise<number>[] = [];
  for (const { move, at } of list) {
    const sessionId = sessions[at % Math.max(1, sessions.length)];
    clock.advance(move === 'wait' ? 3_600_000 : 1_000);
    if (move === 'start') sessions.push((await startSession(ctx, { flowId, waitMs: 0 })).session.id);
    else if (move === 'count')
      counting.push(countTurns(testEnv.platform, testEnv.orgId), countTurns(other, testEnv.orgId));
    else if (move === 'end' && sessionId) await endSession(ctx, { sessionId }).catch(ignoreRefusal);
    else if (move !== 'wait' && sessionId)
      await sendInput(ctx, { sessionId, input: { type: 'text', text: move } }).catch(ignoreRefusal);
  }
  await Promise.all(counting);
  await Promise.all([countTurns(testEnv.platform, testEnv.orgId), countTurns(other, testEnv.orgId)]);
}

const ignoreRefusal = (): void => undefined;

async function compareOutcomes(flowId: string): Promise<void> {
  const { rows } = await testEnv.platform.db.pool.query<{ status: string }>(
    'SELECT status FROM sessions WHERE flow_id = $1 AND NOT is_test',
    [flowId],
  );
  const count = (...statuses: string[]) => rows.filter(({ status }) => statuses.includes(status)).length;
  const { total } = await getStatistics(ctx, { flowId });
  expect(total).toMatchObject({
    sessions: rows.length,
    ended: count('completed', 'ended', 'expired', 'failed'),
    failed: count('failed'),
  });
}

async function compare(flowId: string, sessions: readonly DirectSession[]): Promise<void> {
  const places = [...new Set(sessions.flatMap(({ places }) => places))];
  const nodes = [...new Set(places.map((place) => place.split(':')[0] ?? ''))];
  const view = await getCoverage(ctx, { flowId });
  expect(view.sessions).toBe(sessions.length);
  await compareOutcomes(flowId);
  const silentSince = clock.now() - view.silentMinutes * 60_000;
  const counted = new Map(
    view.nodes.flatMap(({ node, exits, ...count }) => [
      [node, count] as const,
      ...exits.map(({ exit, ...own }) => [`${node}:${exit}`, own] as const),
    ]),
  );
  for (const place of new Set([...nodes, ...places]))
    expect({ place, ...counted.get(place) }).toMatchObject({
      place,
      ...countPlace(sessions, place, silentSince),
    });
  for (const [first, second] of [...nodes, ...places].flatMap((a) =>
    [...nodes, ...places].map((b) => [a, b] as const),
  ))
    if (first !== second && (first.length + second.length) % 5 === 0)
      expect(await getFunnel(ctx, { flowId, first, second })).toMatchObject({
        first,
        second,
        ...countBoth(sessions, first, second),
      });
}

it('counts random traffic as all its turns show it, with two workers (coverage/once)', async () => {
  await fc.assert(
    fc.asyncProperty(moves, fc.constantFrom(SHOP, UNTIL_BYE), async (list, definition) => {
      const flow = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
      await play(flow, list);
      await compare(flow.flowId, await readSessions(testEnv.platform.db, testEnv.orgId, flow.versionId));
    }),
    { numRuns: 8 },
  );
}, 120_000);
