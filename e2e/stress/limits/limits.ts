import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { joinParts } from '../support/part';
import { stressNeighbours } from './neighbours';
import { stressOverload } from './overload';
import { openStressEnv } from './stress-env';
import { stressWindows } from './windows';

/** Larger sizes measure time and wait for the next window. */
const LONG_SECONDS = 10;

/** The size is the seconds of overload and the rounds of the loud neighbor. */
export const LIMITS: Suite = {
  name: 'limits',
  promise:
    'Rate limits hold across processes, who is at a limit slows nobody else, and too much is refused without harm.',
  sizes: { short: 2, long: 12 },
  minimumOf: (size) => 60 * size,
  run,
};

async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openStressEnv(postgres);
  const isLong = size >= LONG_SECONDS;
  try {
    const windows = stressWindows(testEnv, { alsoNext: isLong });
    // Alone where time is measured.
    if (isLong) await windows;
    const neighbours = stressNeighbours(testEnv, { rounds: isLong ? 4 : 1, isTimed: isLong });
    const parts = await Promise.all([windows, neighbours]);
    const overload = await stressOverload(testEnv, { seconds: size, isTimed: isLong });
    return joinParts([...parts, overload]);
  } finally {
    await testEnv.close();
  }
}
