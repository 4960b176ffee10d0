import { setTimeout as sleep } from 'node:timers/promises';
import { openTestEnv } from '@/server/tools/test/platform';
import { openCalls } from '@/server/trpc/fixtures/open-calls';
import { asPerson, findPersonIn, sendCall } from '@/server/trpc/fixtures/send-call';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openWithClosers } from '../../support/closers';
import { heldMemoryMib } from '../../support/held-memory';
import type { Percentiles } from '../../support/percentiles';
import { timeWhile } from '../../support/time-while';
import { watchLoop } from '../../support/watch-loop';
import { type Attempt, listAttempts } from './hostile-inputs';

// Each byte is scanned once; the rest allows for a busy machine.
const MOST_STOP_MS = 200;
const MOST_GROWN_MIB = 50;
const SETTLE_TRIES = 20;
const SETTLE_PAUSE_MS = 250;
const ALONE = 30;
const NO_LIMIT = 1_000_000_000;

/** Sends hostile inputs to the console's procedures while another person reads a list. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const { url, close } = await open(postgres);
  try {
    const alone = await readWhile(url, async () => undefined);
    const watch = watchLoop(MOST_STOP_MS);
    const before = heldMemoryMib();
    const failures: string[] = [];
    const sent = { attempts: 0, bytes: 0 };
    const during = await readWhile(url, async () => {
      for (let round = 0; round < size; round++) {
        // Built in each round, so that the memory measured at the end excludes the attack.
        for (const attempt of listAttempts()) {
          failures.push(...(await attack(url, attempt)));
          sent.attempts += 1;
          sent.bytes += attempt.bytes;
        }
      }
    });
    const { delays, blocked } = watch.stop();
    const grown = await measureGrowth(before);
    return {
      counts: {
        attempts: sent.attempts,
        'bytes sent': sent.bytes,
        'longest stop of the loop, ms': Math.round(delays.max),
        'MiB more held at the end': grown,
      },
      percentiles: { 'others alone': alone, 'others meanwhile': during },
      successes: sent.attempts - failures.length,
      failures: [
        ...failures,
        ...blocked.map(({ ms }) => `the event loop was kept for ${ms} ms`),
        ...(grown > MOST_GROWN_MIB ? [`memory grew by ${grown} MiB`] : []),
        ...('x' in {} ? ['every object has an x'] : []),
      ],
    };
  } finally {
    await close();
  }
}

/** Measures how much more memory is held than before, once connections that are closing have released theirs. */
async function measureGrowth(before: number): Promise<number> {
  for (let left = SETTLE_TRIES; ; left -= 1) {
    const grown = heldMemoryMib() - before;
    if (grown <= MOST_GROWN_MIB || left === 0) return grown;
    await sleep(SETTLE_PAUSE_MS);
  }
}

function open(postgres: SuiteOptions['postgres']): Promise<{ url: string; close(): Promise<void> }> {
  return openWithClosers(async ({ opened, close }) => {
    const testEnv = opened(await openTestEnv({ poolSize: 10 }, postgres));
    const env = {
      PARLEY_RATE_LIMIT_PER_MINUTE: NO_LIMIT,
      PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: NO_LIMIT,
      PARLEY_STRANGER_LIMIT_PER_MINUTE: NO_LIMIT,
    };
    const { url } = opened(
      await openCalls(testEnv.platform, { env, findCaller: findPersonIn(testEnv.orgId) }),
    );
    return { url, close };
  });
}

async function attack(url: string, { name, path, sent, code }: Attempt): Promise<string[]> {
  const answer = await sendCall(`${url}/${path}`, sent);
  const parsed = answer.json();
  const found = (Array.isArray(parsed) ? parsed[0] : parsed).error?.data.problem.code ?? null;
  return found === code ? [] : [`${name}: ${found} instead of ${code}`];
}

/** Measures reads of a list during other work; each must succeed. */
function readWhile(url: string, act: () => Promise<void>): Promise<Percentiles> {
  const read = async () => {
    const { status } = await sendCall(`${url}/flow.list?input=%7B%7D`, { headers: asPerson(2) });
    if (status !== 200) throw new Error(`somebody else was answered ${status}`);
  };
  return timeWhile(read, act, { least: ALONE });
}

/** Tests inputs of the console's procedures that once crashed or blocked the process. */
export const TRPC_INPUT: Suite = {
  name: 'trpc-input',
  promise:
    'No input of a call of the console, by GET, POST or a batch, decides what is built of it, or holds up the process.',
  sizes: { short: 1, long: 20 },
  minimumOf: (size) => size * 50,
  run,
};
