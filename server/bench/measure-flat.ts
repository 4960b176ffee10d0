/* Measures whether a turn costs the same in a long session, in a large flow, beside breakpoints, and beside a million sessions. */
import { MOST_BREAKPOINTS } from '@/server/services/breakpoint/limits';
import type { BenchEnv } from './bench-env';
import { storeSessions } from './store-sessions';
import { median } from './table';

export type FlatOptions = { stored: number; say: (line: string) => void };

/** One comparison: `small` and `large` each run one turn, and should take the same time. */
type Pair = { name: string; atMost: number; small: () => Promise<unknown>; large: () => Promise<unknown> };

const TURNS = 600;
const WARM_UP = 100;
const FEW = 1_000;

/** Compares the medians of alternating turns. */
export async function measureFlat(testEnv: BenchEnv, { stored, say }: FlatOptions): Promise<string> {
  const rows = [
    '| what | small, ms | large, ms | large against small | goal |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const toPair of [inLength, inSize, besideBreakpoints, (at: BenchEnv) => inNumber(at, stored)]) {
    const pair = await toPair(testEnv);
    say(pair.name);
    const { small, large } = await measurePair(pair);
    const ratio = large / small;
    const shown = [
      pair.name,
      small.toFixed(2),
      large.toFixed(2),
      toPercent(ratio),
      `${toPercent(pair.atMost)}, ${ratio <= pair.atMost ? 'met' : 'missed'}`,
    ];
    rows.push(`| ${shown.join(' | ')} |`);
  }
  return rows.join('\n');
}

const toPercent = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`;

async function measurePair({ small, large }: Pair): Promise<{ small: number; large: number }> {
  const times: { small: number[]; large: number[] } = { small: [], large: [] };
  for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
    const [first, second] = turn % 2 === 0 ? ([small, large] as const) : ([large, small] as const);
    const [one, other] = [await time(first), await time(second)];
    if (turn < 0) continue;
    times.small.push(turn % 2 === 0 ? one : other);
    times.large.push(turn % 2 === 0 ? other : one);
  }
  return { small: median(times.small), large: median(times.large) };
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const sayIn = (testEnv: BenchEnv, sessionId: string) =>
  testEnv.send({
    method: 'POST',
    path: () => `/cgw/process/v1/orgs/${testEnv.demo.orgId}/sessions/${sessionId}/messages`,
    body: { text: 'The quick brown fox jumps over the lazy dog.' },
  });

const SHORT = 10;
const LONG = 1_000;

async function inLength(testEnv: BenchEnv): Promise<Pair> {
  const take = async (sessionId: string, turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) await sayIn(testEnv, sessionId);
  };
  const young = await Promise.all(
    Array.from({ length: (TURNS + WARM_UP) / SHORT }, async () => {
      const id = await testEnv.begin(testEnv.flows.echo);
      await take(id, SHORT - 1);
      return id;
    }),
  );
  const old = await testEnv.begin(testEnv.flows.echo);
  await take(old, LONG);
  return {
    name: `turn ${LONG} and on of a session, against turns ${SHORT} to ${2 * SHORT}`,
    atMost: 1.1,
    small: inTurns(young, (id) => sayIn(testEnv, id)),
    large: () => sayIn(testEnv, old),
  };
}

/** Cycles through the ids. */
function inTurns(ids: readonly string[], act: (id: string) => Promise<unknown>): () => Promise<unknown> {
  let next = 0;
  return () => act(ids[next++ % ids.length] ?? '');
}

async function inSize(testEnv: BenchEnv): Promise<Pair> {
  const [small, large] = [await testEnv.begin(testEnv.flows.small), await testEnv.begin(testEnv.flows.large)];
  return {
    name: 'a flow of 300 nodes, against one of 4',
    atMost: 1.1,
    small: () => sayIn(testEnv, small),
    large: () => sayIn(testEnv, large),
  };
}

async function besideBreakpoints(testEnv: BenchEnv): Promise<Pair> {
  const [none, many] = [await testEnv.openBeside('unheld'), await testEnv.openBeside('held')];
  const path = () => `/api/v1/orgs/${many.demo.orgId}/flows/${many.flows.large}/breakpoints`;
  for (let n = 0; n < MOST_BREAKPOINTS; n += 1)
    await many.send({ method: 'POST', path, body: { nodeId: `ask${n}` } });
  const [noneId, manyId] = [await none.begin(none.flows.small), await many.begin(many.flows.small)];
  return {
    name: `${MOST_BREAKPOINTS} breakpoints on another flow, against none`,
    atMost: 1.1,
    small: () => sayIn(none, noneId),
    large: () => sayIn(many, manyId),
  };
}

async function inNumber(testEnv: BenchEnv, stored: number): Promise<Pair> {
  const [few, many] = [await testEnv.openBeside('few'), await testEnv.openBeside('many')];
  const fewIds = await fillWith(few, FEW);
  const manyIds = await fillWith(many, stored);
  return {
    name: `${stored} sessions stored, against ${FEW}`,
    atMost: 1.2,
    small: inTurns(fewIds, (id) => sayIn(few, id)),
    large: inTurns(manyIds, (id) => sayIn(many, id)),
  };
}

async function fillWith(testEnv: BenchEnv, count: number): Promise<string[]> {
  return storeSessions(testEnv.databaseUrl, { likeId: testEnv.likeId, count, some: TURNS + WARM_UP });
}
