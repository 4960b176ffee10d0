import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { joinParts } from '../support/part';
import { seedCase } from '../support/seeded';
import { MESSAGES, stressBurst } from './burst';
import { stressStreams } from './streams';
import { openStressEnv } from './stress-env';
import { stressTimers } from './timers';

/** Per open stream. */
const SESSIONS = 0.2;
const TIMERS = 20;
const LEAST_SESSIONS = 50;

const countSessions = (size: number): number => Math.max(LEAST_SESSIONS, Math.round(size * SESSIONS));

/** The size is the number of open streams; timers and simultaneous sessions scale with it. */
export const SCALE: Suite = {
  name: 'scale',
  promise: 'Many at once: parked timers, sessions that talk at the same moment, and open streams of events.',
  sizes: { short: 150, long: 5_000 },
  minimumOf: (size) => size + size * TIMERS + 2 * countSessions(size) * MESSAGES,
  run,
};

async function run({ seed, size }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openStressEnv();
  try {
    const [here, elsewhere] = await Promise.all([testEnv.startServer('api'), testEnv.startServer('api')]);
    const sessions = countSessions(size);
    const parts = [
      await stressStreams(testEnv, { here, elsewhere }, { streams: size, chance: seedCase(seed, 1) }),
      await stressBurst(testEnv, [here], { sessions, chance: seedCase(seed, 2) }),
      await stressBurst(testEnv, [here, elsewhere], { sessions, chance: seedCase(seed, 3) }),
    ];
    await elsewhere.stop();
    parts.push(await stressTimers(testEnv, here, { timers: size * TIMERS }));
    return joinParts(parts);
  } finally {
    await testEnv.close();
  }
}
