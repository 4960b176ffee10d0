import { existsSync } from 'node:fs';
import { openTestDatabase } from '@/server/tools/test/database';
import type { TestPostgres } from '@/server/tools/test/postgres';
import { openWithClosers } from '../support/closers';
import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import type { Chance } from '../support/seeded';
import { judgeFleet } from './judge-fleet';
import { beginLoad, hasConsole, type Load } from './load';
import { type Fleet, openFleet } from './open-fleet';
import { findPooler, openPooler, type Pooler } from './pooler';
import { dismissAll, type Replaced, replaceAll } from './replace';

export type UpgradePlan = {
  /** The number of replacements per process. */
  rounds: number;
  /** Whether the fleet is complete (a pooler and a console where available) or two processes alone. */
  isComplete: boolean;
  chance: Chance;
};

const PAIR = ['api,worker', 'api,worker'];
const COMPLETE = ['api', 'api', 'worker', 'worker'];
const FEW = { talking: 6, waiting: 2 };
const MANY = { talking: 20, waiting: 8 };
/** The number of messages before the first replacement, and after the last. */
const CALM = { messages: 40, limitMs: 20_000 };

/** Replaces every process of a fleet in turn under load. */
export async function stressUpgrade(postgres: TestPostgres, plan: UpgradePlan): Promise<Part> {
  const { isComplete } = plan;
  const setup = await openSetup(postgres, plan);
  try {
    const { fleet, pooler } = setup;
    const processes = fleet.members.length;
    const withConsole = hasConsole(fleet);
    const load = await beginLoad(fleet, isComplete ? MANY : FEW, plan.chance);
    const { replaced, from } = await disturb(fleet, load, plan.rounds);
    const judged = await judgeFleet(fleet, load);
    const gone = dismissAll(fleet);
    const passedOn = (await pooler?.countTransactions()) ?? 0;
    const { requests = 0 } = judged.counts;
    return {
      counts: {
        processes,
        'with a console': Number(withConsole),
        'behind a pooler': Number(pooler !== null),
        'transactions through the pooler': passedOn,
        replaced: replaced.times,
        ...judged.counts,
      },
      percentiles: { ...judged.percentiles, ...compare(load, from) },
      successes: judged.successes,
      failures: [
        ...replaced.failures,
        ...gone,
        ...judged.failures,
        ...(pooler && passedOn < requests ? [`only ${passedOn} transactions went through the pooler`] : []),
        ...(withConsole && load.pages === 0 ? ['no page of the console was seen'] : []),
      ],
    };
  } finally {
    await setup.close();
  }
}

type Setup = { fleet: Fleet; pooler: Pooler | null; close(): Promise<void> };

function openSetup(postgres: TestPostgres, { isComplete }: UpgradePlan): Promise<Setup> {
  return openWithClosers(async ({ opened, push, close }) => {
    const { url, drop } = await openTestDatabase(postgres);
    push(drop);
    const program = isComplete ? findPooler() : null;
    const pooler = program === null ? null : opened(await openPooler(program, url));
    const roles = isComplete ? [...COMPLETE, ...(isConsoleBuilt() ? ['console'] : [])] : PAIR;
    const ways = pooler ? { databaseUrl: pooler.url, directUrl: url } : { databaseUrl: url, directUrl: null };
    const fleet = opened(await openFleet({ ...ways, roles, webhooksFail: isComplete }));
    return { fleet, pooler, close };
  });
}

// The location of the build by `npm run build` and `npm start`.
const isConsoleBuilt = (): boolean => existsSync('.next/BUILD_ID');

/** Runs the load, replaces every process, and stops the load; `from` is the time of the first stop. */
async function disturb(
  fleet: Fleet,
  load: Load,
  rounds: number,
): Promise<{ replaced: Replaced; from: number }> {
  try {
    await load.progress.reach(CALM.messages, CALM.limitMs);
    const from = Date.now();
    const replaced = await replaceAll(fleet, rounds);
    await load.progress.reach(load.progress.acknowledged() + CALM.messages, CALM.limitMs);
    return { replaced, from };
  } finally {
    await load.stop();
  }
}

function compare({ took }: Load, from: number): Part['percentiles'] {
  const times = (isBefore: boolean) => took.filter(({ at }) => at < from === isBefore).map(({ ms }) => ms);
  return {
    'answer before': toPercentiles(times(true)),
    'answer while processes are replaced': toPercentiles(times(false)),
  };
}
