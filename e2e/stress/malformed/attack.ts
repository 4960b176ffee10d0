/*
 * The callers of the malformed suite, in their own process so that only the server's work is measured in the
 * server's process. It receives the plan from its parent and returns the results.
 */
import { Agent } from 'node:http';
import type { Target } from '../../api/support/target';
import { makeBody, makeRequest } from '../support/make-request';
import { makeThings } from '../support/make-things';
import { type Documented, readRoutes } from '../support/read-routes';
import { judgeAnswer, LIMIT_MS } from './judge-answer';
import { type Case, type Material, makeCase } from './make-case';
import { tryNaughtyStrings } from './naughty-strings';
import { tryRawRequests } from './raw-requests';
import { type CaseAnswer, sendCase } from './send-case';
import { listSwept } from './sweep';

export type Orders = { target: Target; seed: number; size: number };

export type Seen = {
  statuses: Record<string, number>;
  wrongs: Record<string, number>;
  ms: number[];
  /** The slowest requests, with their Unix times. */
  slow: { from: number; to: number; what: string }[];
  /** The number of requests that were slow only once. */
  slowOnce: number;
  failures: string[];
  /** Routes that no request reached. */
  notEntered: string[];
  routes: number;
  raw: number;
  naughty: number;
};

const WORKERS = 8;
const SLOW_MS = 100;
const AGAIN = 3;
// Accepted requests use things up.
const CASES_PER_THINGS = 150;

async function attack({ target, seed, size }: Orders): Promise<Seen> {
  const documented = await readRoutes(target.baseUrl);
  const seen: Seen = {
    statuses: {},
    wrongs: {},
    ms: [],
    slow: [],
    slowOnce: 0,
    failures: [],
    notEntered: await listNotEntered(target, documented),
    routes: documented.routes.length,
    raw: 0,
    naughty: 0,
  };
  const agent = new Agent({ keepAlive: true, maxSockets: WORKERS });
  const { ids } = await makeThings(target);
  const swept = listSwept(documented, (route) => makeBody(route, ids, documented.schemas));
  const cases = swept.length + size;
  for (let from = 0; from < cases; from += CASES_PER_THINGS) {
    const material = { seed, documented, swept, things: await makeThings(target) };
    await sendRound({ target, agent, material, seen }, from, Math.min(cases, from + CASES_PER_THINGS));
  }
  agent.destroy();
  const raw = await tryRawRequests(target);
  const naughty = await tryNaughtyStrings(target, seed);
  const failures = [...seen.failures, ...raw.failures, ...naughty.failures];
  return { ...seen, failures, raw: raw.tried, naughty: naughty.tried };
}

type Round = {
  target: Target;
  agent: Agent;
  material: Material;
  seen: Seen;
};

async function sendRound(round: Round, from: number, to: number): Promise<void> {
  let next = from;
  const work = async (): Promise<void> => {
    for (let no = next; no < to; no = next) {
      next += 1;
      await sendOne(round, makeCase(round.material, no));
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

async function sendOne({ target, agent, material: { seed }, seen }: Round, one: Case): Promise<void> {
  const from = Date.now();
  const answer = await sendCase(target.baseUrl, agent, one);
  const what = `case ${one.no}: ${one.wrong}, ${toText(one)}`;
  if (answer.ms > SLOW_MS) seen.slow.push({ from, to: Date.now(), what });
  const status = answer.type === 'cut' ? answer.reason : `${answer.status}`;
  seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
  seen.wrongs[one.wrong] = (seen.wrongs[one.wrong] ?? 0) + 1;
  seen.ms.push(answer.ms);
  const failure = judgeAnswer(one, await sendAgainIfSlow(target, agent, one, answer));
  if (answer.ms > LIMIT_MS) seen.slowOnce += 1;
  if (failure) seen.failures.push(`seed ${seed} ${what} ${failure}`);
}

/** On a busy machine any request can be slow once; a request that is slow by itself is slow each time. */
async function sendAgainIfSlow(
  target: Target,
  agent: Agent,
  one: Case,
  first: CaseAnswer,
): Promise<CaseAnswer> {
  let answer = first;
  for (let again = 0; again < AGAIN && answer.ms > LIMIT_MS; again += 1)
    answer = await sendCase(target.baseUrl, agent, one);
  return answer;
}

function toText({ route, method, path, bytes, headers }: Case): string {
  const body = bytes
    ? ` ${bytes.length} bytes ${JSON.stringify(bytes.toString('latin1').slice(0, 150))}`
    : '';
  const { authorization: _, ...others } = headers;
  return `${route.name} as ${method} ${path.slice(0, 200)} ${JSON.stringify(others).slice(0, 200)}${body}:`;
}

const METHODS = ['GET', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** Control: sends every route a valid request, because a route that rejects everything would make the suite meaningless. */
async function listNotEntered(target: Target, { routes, schemas }: Documented): Promise<string[]> {
  const shut = routes.filter(({ method }) => !METHODS.includes(method)).map(({ name }) => name);
  const agent = new Agent();
  for (const method of METHODS) {
    let things = await makeThings(target);
    for (const route of routes.filter((one) => one.method === method)) {
      const one = makeRequest(route, things, schemas);
      const bytes = one.body === undefined ? null : Buffer.from(JSON.stringify(one.body));
      const plain = { ...one, no: -1, route, wrong: 'nothing', bytes, chunked: false };
      const answer = await sendCase(target.baseUrl, agent, plain);
      const status = answer.type === 'answer' ? answer.status : 0;
      if (status < 200 || status === 401 || status === 404 || status >= 500)
        shut.push(`${route.name}: ${status}`);
      if (method === 'DELETE') things = await makeThings(target);
    }
  }
  agent.destroy();
  return shut;
}

process.send?.('ready');
process.once('message', (orders: Orders) => {
  attack(orders)
    .then((seen) => process.send?.(seen, () => process.exit(0)))
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
});
