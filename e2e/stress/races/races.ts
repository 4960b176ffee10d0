import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { toPercentiles } from '../support/percentiles';
import { forkDuring, holdDuring } from './debugging';
import {
  endDuring,
  moveDuring,
  publishDuring,
  revokeDuring,
  type Setup,
  takeOverDuring,
} from './interleavings';
import { runPairs } from './pairs';
import { runRepeats } from './repeats';
import { openStressEnv } from './stress-env';

const PAIRS_A_SESSION = 10;
const MESSAGES_A_KEY = 10;
const MESSAGES_A_MOMENT = 20;
const LOGGED_CHARS = 800;

/** Tests two processes on one database under load. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openStressEnv(postgres);
  try {
    const { left, right, stranger } = testEnv;
    const { id: flowId } = await makeFlow(left, ECHO);
    const { id: strangerFlowId } = await makeFlow(stranger, ECHO);
    const targets = [left, right] as const;
    const { pool } = left.testEnv.platform.db;
    const sessions = Math.ceil(size / (2 * PAIRS_A_SESSION));
    const pairs = await runPairs(targets, pool, { sessions, pairs: PAIRS_A_SESSION, flowId });
    const keys = Math.ceil(size / 20 / MESSAGES_A_KEY);
    const repeats = await runRepeats(targets, stranger, { keys, flowId, strangerFlowId });
    const rounds = Math.ceil(size / 20 / MESSAGES_A_MOMENT);
    const interleavings = await runInterleavings(testEnv, { rounds, flowId });
    const logged = testEnv.listLogged().map((line) => `logged: ${line.trim().slice(0, LOGGED_CHARS)}`);
    return {
      counts: {
        sessions,
        messages: pairs.sent,
        'requests under repeated keys': repeats.sent,
        'interleavings of each kind': rounds,
      },
      percentiles: { message: toPercentiles(pairs.times) },
      successes: pairs.sent - pairs.failures.length,
      failures: [...pairs.failures, ...repeats.failures, ...interleavings, ...logged],
    };
  } finally {
    await testEnv.close();
  }
}

async function runInterleavings(
  setup: Setup,
  { rounds, flowId }: { rounds: number; flowId: string },
): Promise<string[]> {
  const failures: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    failures.push(...(await publishDuring(setup)));
    failures.push(...(await revokeDuring(setup, flowId)));
    failures.push(...(await endDuring(setup, flowId)));
    failures.push(...(await takeOverDuring(setup)));
    failures.push(...(await moveDuring(setup)));
    failures.push(...(await holdDuring(setup)));
    failures.push(...(await forkDuring(setup)));
  }
  return failures;
}

/** Runs pairs of messages, repeated keys and interleavings through two processes. */
export const RACES: Suite = {
  name: 'races',
  promise: 'what comes at the same moment is taken one after the other, once, and nothing is lost',
  sizes: { short: 240, long: 20_000 },
  minimumOf: (size) => size,
  run,
};
