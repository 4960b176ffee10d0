import type { ProofOptions, ProofReport, Suite } from '../suite';
import { joinParts } from '../support/part';
import { proveNeighbours } from './neighbours';
import { proveOverload } from './overload';
import { openStressEnv } from './stress-env';
import { proveWindows } from './windows';

/** From here on, time is measured, and the next window is waited for. */
const LONG_SECONDS = 10;

/** The size is how many seconds a server is overloaded, and how often a neighbour is loud. */
export const LIMITS: Suite = {
  name: 'limits',
  proves:
    'Rate limits hold across processes, who is at a limit slows nobody else, and too much is refused without harm.',
  sizes: { short: 2, long: 12 },
  minimumOf: (size) => 60 * size,
  prove,
};

async function prove({ size, postgres }: ProofOptions): Promise<ProofReport> {
  const testEnv = await openStressEnv(postgres);
  const isLong = size >= LONG_SECONDS;
  try {
    const windows = proveWindows(testEnv, { alsoNext: isLong });
    // By themselves where time is measured.
    if (isLong) await windows;
    const neighbours = proveNeighbours(testEnv, { rounds: isLong ? 4 : 1, isTimed: isLong });
    const parts = await Promise.all([windows, neighbours]);
    const overload = await proveOverload(testEnv, { seconds: size, isTimed: isLong });
    return joinParts([...parts, overload]);
  } finally {
    await testEnv.close();
  }
}
