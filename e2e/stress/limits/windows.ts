import { setTimeout as pause } from 'node:timers/promises';
import { makeKey } from '../../api/support/direct-mount';
import { ask, type Target } from '../../api/support/target';
import { DIALECTS, ERROR_BODIES } from '../support/dialects';
import { makeRequest } from '../support/make-request';
import { makeThings, type Things } from '../support/make-things';
import type { Part } from '../support/part';
import { type Documented, readRoutes } from '../support/read-routes';
import { type Answer, countStatuses, isAccepted, type Planned } from './load';
import type { Started, StressEnv } from './stress-env';

/*
 * One key, and one organization with three keys, each send two processes more than a minute allows. The excess over a
 * limit is at most the load within one synchronization: 250 ms and the statement's time,
 * here one second, because other tests may use the machine.
 */
const PER_KEY = 200;
const PER_ORG = 400;
const PER_SECOND = 150;
const SECONDS = 4;
const SLACK = PER_SECOND;
/** The setup requests also count when they fall into the same window. */
const MADE = 50;
const WINDOW_MS = 60_000;
/** The remaining time that a window must have. */
const NEEDED_MS = 13_000;

const WINDOW_SETTINGS = {
  PARLEY_RATE_LIMIT_PER_MINUTE: String(PER_KEY),
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: String(PER_ORG),
};

type Spender = { name: string; limits: readonly number[]; least: number; most: number; answers: Answer[] };

/** Returns the window of a Unix time in milliseconds. */
export const windowOf = (at: number): number => Math.floor(at / WINDOW_MS);

/** Waits for a window with enough time left. */
export async function waitForWindow(neededMs = NEEDED_MS): Promise<void> {
  const leftMs = WINDOW_MS - (Date.now() % WINDOW_MS);
  if (leftMs < neededMs) await pause(leftMs);
}

/** Sends more than a window allows; with `alsoNext` also waits for the next window and sends again. */
export async function stressWindows(testEnv: StressEnv, { alsoNext }: { alsoNext: boolean }): Promise<Part> {
  const things = await makeThings(testEnv.free);
  const documented = await readRoutes(testEnv.free.baseUrl);
  const one = await testEnv.addTarget();
  const keys = await Promise.all([1, 2, 3].map(() => makeKey(testEnv.platform, things.orgId)));
  const servers = await Promise.all([1, 2].map(() => testEnv.startServer(WINDOW_SETTINGS)));
  const requests = planRequests(servers, one, { orgId: things.orgId, keys });
  await waitForWindow();
  const orders = { requests, seconds: SECONDS, perSecond: 2 * PER_SECOND, connections: 100 };
  const { answers } = await testEnv.putLoad(orders);
  const ofOne = ({ no }: Answer): boolean => requests[no % requests.length]?.apiKey === one.apiKey;
  const spenders: Spender[] = [
    { name: 'a key', limits: [PER_KEY], least: PER_KEY, most: PER_KEY, answers: answers.filter(ofOne) },
    {
      name: 'an organization',
      limits: [PER_KEY, PER_ORG],
      least: PER_ORG - MADE,
      most: PER_ORG,
      answers: answers.filter((answer) => !ofOne(answer)),
    },
  ];
  const refusals = await askDialects(servers, things, documented);
  const next = alsoNext ? await askAgain(requests) : { asked: 0, failures: [] };
  await Promise.all(servers.map((server) => server.stop()));
  return {
    counts: {
      ...countStatuses('limited', answers),
      ...Object.assign({}, ...spenders.map(countBeyond)),
      'dialects asked beyond a limit': refusals.asked,
      'asked again in the next window': next.asked,
    },
    percentiles: {},
    successes: spenders.filter((spender) => judge(spender).length === 0).length + refusals.asked + next.asked,
    failures: [...spenders.flatMap(judge), ...refusals.failures, ...next.failures],
  };
}

/** Alternates between the key and the organization's keys, and between both processes. */
function planRequests(
  servers: readonly Started[],
  one: Target,
  { orgId, keys }: { orgId: string; keys: readonly string[] },
): Planned[] {
  const spenders = keys.flatMap((apiKey) => [one, { orgId, apiKey }]);
  return servers.flatMap(({ baseUrl }) =>
    spenders.map((spender) => ({
      ...{ baseUrl, method: 'GET' as const, body: null, apiKey: spender.apiKey },
      path: `/api/v1/orgs/${spender.orgId}/flows?limit=1`,
    })),
  );
}

function countBeyond({ name, most, answers }: Spender): Record<string, number> {
  const accepted = answers.filter(isAccepted).length;
  return {
    [`accepted of ${name} allowed ${most}`]: accepted,
    [`beyond the limit of ${name}`]: accepted - most,
  };
}

/** Lists faults in how a limit was enforced. */
function judge({ name, limits, least, most, answers }: Spender): string[] {
  const accepted = answers.filter(isAccepted).length;
  const outOfBounds = accepted < least || accepted > most + SLACK;
  return [
    ...(outOfBounds ? [`${name}: ${accepted} of ${answers.length} accepted, ${most} allowed`] : []),
    ...answers.flatMap((answer) => findFault(answer, limits)).map((fault) => `${name}: ${fault}`),
  ];
}

function findFault(answer: Answer, limits: readonly number[]): string[] {
  const { status, problem, limit, remaining, reset, retryAfter } = answer;
  if (!isAccepted(answer) && status !== 429) return [problem ?? `got ${status}`];
  const summary = `${status} with limit ${limit}, remaining ${remaining}, reset ${reset}, retry-after ${retryAfter}`;
  if (limit === null || remaining === null || reset === null) return [summary];
  if (!limits.includes(limit) || remaining >= limit || reset > WINDOW_MS / 1_000) return [summary];
  if (status !== 429) return retryAfter === null ? [] : [summary];
  return remaining === 0 && retryAfter !== null && retryAfter >= 1 && retryAfter <= reset + 1
    ? []
    : [summary];
}

type Asked = { asked: number; failures: string[] };

/** Every dialect refuses in its own format, on both processes. */
async function askDialects(
  servers: readonly Started[],
  things: Things,
  { routes, schemas }: Documented,
): Promise<Asked> {
  const failures: string[] = [];
  let asked = 0;
  for (const { baseUrl } of servers) {
    for (const dialect of DIALECTS) {
      const route = routes.find((each) => each.dialect === dialect && each.security.length > 0);
      if (!route) throw new Error(`${dialect} has no route with a credential`);
      const { method, path, headers, body } = makeRequest(route, things, schemas);
      const target = { baseUrl, orgId: things.orgId, apiKey: '' };
      const reply = await ask(target, method, path, { headers, body, key: null });
      const retryAfter = Number(reply.headers.get('retry-after'));
      const isRight = reply.status === 429 && ERROR_BODIES[dialect].safeParse(reply.body).success;
      asked += 1;
      if (!isRight || !(retryAfter >= 1))
        failures.push(`${dialect}, ${route.name}: ${reply.status}, retry-after ${retryAfter}: ${reply.text}`);
    }
  }
  return { asked, failures };
}

/** After the window everybody is accepted again. */
async function askAgain(requests: readonly Planned[]): Promise<Asked> {
  await waitForWindow(WINDOW_MS);
  const replies = await Promise.all(
    requests.map(({ baseUrl, path, apiKey }) => ask({ baseUrl, orgId: '', apiKey }, 'GET', path)),
  );
  const failures = replies.flatMap(({ status, headers }) => {
    const remaining = Number(headers.get('ratelimit-remaining'));
    return status === 200 && remaining > PER_KEY - requests.length
      ? []
      : [`in the next window: ${status} with ${remaining} remaining`];
  });
  return { asked: replies.length, failures };
}
