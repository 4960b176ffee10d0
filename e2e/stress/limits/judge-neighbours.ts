import type { Part } from '../support/part';
import { type Percentiles, toPercentiles } from '../support/percentiles';
import { type Answer, isAccepted } from './load';

/** The limit per organization and minute. */
export const PER_ORG = 1_800;
export const QUIET_PER_SECOND = 40;

const LEAST_REFUSED = 0.95;
const LEAST_MEASURED = 0.5;
const GOAL = 1.2;
const SHOWN = 5;

/** The loud neighbor's load as a multiple of its limit, and whether it targets a bare server. */
export type Act = { name: string; times: number; isElsewhere: boolean; isShort: boolean };

const ALONE: Act = { name: 'alone', times: 0, isElsewhere: false, isShort: true };
const LOUD: readonly Act[] = [
  { name: 'beside twice its limit', times: 2, isElsewhere: false, isShort: false },
  { name: 'beside ten times its limit', times: 10, isElsewhere: false, isShort: true },
];
const toElsewhere = (act: Act): Act => ({
  ...{ ...act, isElsewhere: true, isShort: false },
  name: `${act.name}, elsewhere`,
});

/** All acts; acts that are compared are adjacent. */
export const ACTS: readonly Act[] = [ALONE, ...LOUD.flatMap((act) => [act, toElsewhere(act)])];

type Span = { from: number; to: number };

/** The results of all rounds: when each act ran, and every response. */
export type Samples = {
  spans: Map<string, Span[]>;
  loud: Answer[];
  talk: Answer[];
  processorShares: number[];
};

type Judged = { acts: readonly Act[]; isTimed: boolean };

/** Summarizes the responses. */
export function judgeNeighbours(samples: Samples, { acts, isTimed }: Judged): Part {
  const { loud, talk, processorShares } = samples;
  const refused = loud.filter(({ status }) => status === 429).length;
  const failed = talk.filter((answer) => !isAccepted(answer));
  const times = new Map(acts.map(({ name }) => [name, measure(talk, samples.spans.get(name) ?? [])]));
  // A request counts when it is sent, whatever its response: too few are a fault of the machine, not of the server.
  const leastOf = ({ seconds }: Measured) =>
    isTimed ? Math.ceil(LEAST_MEASURED * QUIET_PER_SECOND * seconds) : 1;
  const tooFew = [...times].filter(([, measured]) => measured.count < leastOf(measured));
  return {
    counts: {
      'loud requests': loud.length,
      'of them refused': refused,
      'per cent of a processor that they took': Math.round(100 * Math.max(...processorShares)),
      'quiet requests': talk.length,
      ...(isTimed && compare(times)),
    },
    percentiles: Object.fromEntries([...times].map(([name, { of }]) => [`turn ${name}`, of])),
    successes: talk.length - failed.length,
    failures: [
      ...failed.slice(0, SHOWN).map(({ status, problem }) => `beside a loud neighbour: ${problem ?? status}`),
      ...(refused > 0 && refused >= LEAST_REFUSED * loud.length
        ? []
        : [`only ${refused} of ${loud.length} loud ones refused`]),
      ...tooFew.map(
        ([name, measured]) =>
          `${name}: the load sent ${measured.count} requests, ${leastOf(measured)} at least, so the machine is too busy`,
      ),
    ],
  };
}

type Measured = { of: Percentiles; count: number; seconds: number };
type Times = ReadonlyMap<string, Measured>;

/** The p95 beside a loud neighbor, and the p95 beside the same load on a bare server, relative to alone. */
function compare(times: Times): Record<string, number> {
  const p95 = (name: string): number => times.get(name)?.of.p95 ?? 0;
  const ratios = [...times.keys()]
    .filter((name) => name !== ALONE.name)
    .map((name) => [`p95 ${name}, per cent of alone`, Math.round((100 * p95(name)) / p95(ALONE.name))]);
  const goals = LOUD.map(({ name }) => [
    `${name}: within 20 per cent of alone`,
    p95(name) <= GOAL * p95(ALONE.name) ? 1 : 0,
  ]);
  return Object.fromEntries([...ratios, ...goals]);
}

/** The durations of the requests in these spans, and the total length of the spans. */
function measure(talk: readonly Answer[], spans: readonly Span[]): Measured {
  const isIn = ({ at }: Answer): boolean => spans.some(({ from, to }) => at >= from && at < to);
  const measured = talk.filter(isIn).map(({ ms }) => ms);
  const seconds = spans.reduce((sum, { from, to }) => sum + (to - from) / 1_000, 0);
  return { of: toPercentiles(measured), count: measured.length, seconds };
}
