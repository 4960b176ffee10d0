import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../../support/part';
import { openRawConnection, type RawConnection } from '../../support/raw-connection';

type Random = () => number;
export type AttackPlan = {
  baseUrl: string;
  paths: readonly { method: string; path: string }[];
  sockets: number;
  bytesPerSecond: number;
  seconds: number;
  random: Random;
};

/** Limits the total send rate; callers are served in order. */
type Budget = { take(bytes: number): Promise<void>; spent(): number };

const HOST = 'Host: localhost\r\nX-Forwarded-For: 203.0.113.66\r\n';
const ANSWER_LIMIT_MS = 5_000;
const DRIBBLES = 20;
const DRIBBLE_EVERY_MS = 250;
const SHOWN = 5;

type Tally = { requests: number; statuses: Map<string, number>; failures: string[] };

/** Uses each connection for one attack after another until the time is over. */
export async function attackWith(plan: AttackPlan): Promise<Part> {
  const until = performance.now() + plan.seconds * 1_000;
  const budget = createBudget(plan.bytesPerSecond);
  const tally: Tally = { requests: 0, statuses: new Map(), failures: [] };
  const work = async (): Promise<void> => {
    while (performance.now() < until) await annoy(plan, budget, tally, until);
  };
  await Promise.all(Array.from({ length: plan.sockets }, work));
  const statuses = [...tally.statuses].toSorted(([a], [b]) => a.localeCompare(b));
  return {
    counts: {
      'hostile connections': plan.sockets,
      'hostile requests': tally.requests,
      'bytes that they sent': budget.spent(),
      ...Object.fromEntries(statuses.map(([status, count]) => [`hostile answered ${status}`, count])),
    },
    percentiles: {},
    successes: 0,
    failures: tally.failures.slice(0, SHOWN),
  };
}

function createBudget(bytesPerSecond: number): Budget {
  const begunAt = performance.now();
  let spent = 0;
  return {
    take: async (bytes) => {
      spent += bytes;
      const dueMs = (1_000 * spent) / bytesPerSecond - (performance.now() - begunAt);
      if (dueMs > 0) await pause(dueMs);
    },
    spent: () => spent,
  };
}

async function annoy(plan: AttackPlan, budget: Budget, tally: Tally, until: number): Promise<void> {
  const raw = await openRawConnection(plan.baseUrl);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(plan.random() * from.length)] as T;
  const { method, path } = pick(plan.paths);
  const pieces = pick(WAYS)(`${method} ${path} HTTP/1.1\r\n${HOST}`, plan.random);
  tally.requests += 1;
  for (const piece of pieces) {
    if (raw.isClosed() || performance.now() > until) break;
    await budget.take(piece.length);
    raw.write(piece);
    if (pieces.length > 2) await pause(DRIBBLE_EVERY_MS);
  }
  if (plan.random() < 0.9)
    await raw.waitFor(/^HTTP\/1\.1 \d{3}/, Math.min(ANSWER_LIMIT_MS, until - performance.now()));
  note(raw, tally, `${method} ${path}`);
  raw.destroy();
}

function note(raw: RawConnection, { statuses, failures }: Tally, what: string): void {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(raw.output())?.[1] ?? 'nothing';
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  // Under overload a server may refuse.
  if (status.startsWith('5') && status !== '503') failures.push(`${what} was answered ${status}`);
}

const JSON_TYPE = 'Content-Type: application/json\r\n';
const bodyOf = (body: string): string => `${JSON_TYPE}Content-Length: ${body.length}\r\n\r\n${body}`;
const dribble = (random: Random): string[] =>
  Array.from({ length: 1 + Math.floor(random() * DRIBBLES) }, () => ' ');
const word = (random: Random, length: number): string =>
  Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join('');

/** The bytes after a request's head, in pieces with pauses. */
const WAYS: readonly ((head: string, random: Random) => string[])[] = [
  (head) => [`${head}\r\n`],
  (head, random) => [`${head}Authorization: Bearer ${word(random, 60)}\r\n\r\n`],
  (head, random) => [`${head}Cookie: next-auth.session-token=${word(random, 60)}\r\n\r\n`],
  (head, random) => [`${head}X-Comerix-Public-Key: pk_live_${word(random, 32)}\r\n\r\n`],
  (head) => [`${head}${bodyOf('{"publicKey":"pk_live_00000000000000000000000000000000"}')}`],
  (head) => [`${head}Sec-Fetch-Site: same-origin\r\n${bodyOf('{"email":"a@b.c","password":"x"}')}`],
  (head) => [`${head}${bodyOf('['.repeat(2_000))}`],
  (head) => [`${head}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`],
  (head) => [`${head}Expect: 100-continue\r\nContent-Length: 262144\r\n\r\n`],
  (head, random) => [`${head}${JSON_TYPE}Content-Length: 262144\r\n\r\n{`, '"', ...dribble(random)],
  (head, random) => [
    `${head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000\r\n\r\n--x\r\n`,
    '"',
    ...dribble(random),
  ],
  (head, random) => [`${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n{\r\n', ...dribble(random)],
  (head, random) => [head, 'X-Slow: ', ...dribble(random)],
  (head) => [`${head}X-Long: ${'a'.repeat(8_000)}\r\n\r\n`],
  () => ['nonsense\r\n\r\n'],
];
