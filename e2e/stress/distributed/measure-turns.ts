import { ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow, addOrganization, openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import { makeKey } from '../../api/support/direct-mount';
import { ask, type Target } from '../../api/support/target';
import { start } from '../races/pairs';
import { bundleServer } from '../support/bundle-program';
import { openWithClosers } from '../support/closers';
import { type Percentiles, toPercentiles } from '../support/percentiles';
import { startServer } from '../support/start-server';

export type TurnsMeasured = { perSecond: number; times: Percentiles; failures: string[] };

export type TurnsPlan = {
  organizations: number;
  /** The number of requests at once. */
  atOnce: number;
  seconds: number;
  warmUpSeconds: number;
};

/** One session of an organization of its own. */
type Talker = { target: Target; sessionId: string };

const PROCESSES = 2;
const UNLIMITED = '1000000';
const SETTINGS = {
  PARLEY_ROLES: 'api',
  PARLEY_RATE_LIMIT_PER_MINUTE: UNLIMITED,
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: UNLIMITED,
};
const SET_UP_AT_ONCE = 8;

/** Measures echo turns of many organizations, one session each, through two processes on the database. */
export async function measureTurns(url: string, plan: TurnsPlan): Promise<TurnsMeasured> {
  const env = await openWithClosers(async ({ opened, push, close }) => {
    const platform = opened(openTestPlatform(url, { poolSize: SET_UP_AT_ONCE, isDistributed: true }));
    const server = opened(await bundleServer()).file;
    const apps = await Promise.all(
      Array.from({ length: PROCESSES }, () => startServer({ server, databaseUrl: url, settings: SETTINGS })),
    );
    for (const { remove } of apps) push(remove);
    return { platform, baseUrls: apps.map(({ baseUrl }) => baseUrl), close };
  });
  try {
    const talkers = await makeTalkers(env, plan.organizations);
    await talkFor(talkers, plan.atOnce, plan.warmUpSeconds);
    return await talkFor(talkers, plan.atOnce, plan.seconds);
  } finally {
    await env.close();
  }
}

type Made = { platform: TestPlatform; baseUrls: readonly string[] };

async function makeTalkers({ platform, baseUrls }: Made, count: number): Promise<Talker[]> {
  const talkers: Talker[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) {
      const orgId = await addOrganization(platform.db);
      const baseUrl = baseUrls[index % baseUrls.length] ?? '';
      const target = { baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
      const { flowId } = await addFlow(platform.db, orgId, ECHO);
      talkers.push({ target, sessionId: await start(target, flowId) });
    }
  };
  await Promise.all(Array.from({ length: SET_UP_AT_ONCE }, work));
  return talkers;
}

async function talkFor(talkers: readonly Talker[], atOnce: number, seconds: number): Promise<TurnsMeasured> {
  const idle = [...talkers];
  const times: number[] = [];
  const failures: string[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  const work = async () => {
    while (performance.now() < endsAt) {
      const talker = idle.shift();
      if (!talker) return;
      const askedAt = performance.now();
      failures.push(...(await say(talker)));
      times.push(performance.now() - askedAt);
      idle.push(talker);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, talkers.length) }, work));
  const took = (performance.now() - startedAt) / 1_000;
  return { perSecond: Math.round(times.length / took), times: toPercentiles(times), failures };
}

async function say({ target, sessionId }: Talker): Promise<string[]> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/messages`;
  const { status, text } = await ask(target, 'POST', path, { body: { text: 'hello' } });
  return status === 200 && text.includes('You said: hello')
    ? []
    : [`a turn: ${status} ${text.slice(0, 200)}`];
}
