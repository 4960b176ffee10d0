import type { ProofOptions, ProofReport, Suite } from '../suite';
import { seedCase } from '../support/seeded';
import { MESSAGES, proveBurst } from './burst';
import { joinParts } from './part';
import { openStage } from './stage';
import { proveStreams } from './streams';

/** Per open stream. */
const SESSIONS_IN_BURST = 0.2;
const LEAST_SESSIONS = 100;

const countSessions = (size: number): number =>
  Math.max(LEAST_SESSIONS, Math.round(size * SESSIONS_IN_BURST));

/** The size is how many streams are open; the sessions that talk at once and the parked timers go with it. */
export const SCALE: Suite = {
  name: 'scale',
  proves: 'Many at once: parked timers, sessions that talk at the same moment, and open streams of events.',
  sizes: { short: 200, long: 5_000 },
  minimumOf: (size) => size + 2 * countSessions(size) * MESSAGES,
  prove,
};

async function prove({ seed, size }: ProofOptions): Promise<ProofReport> {
  const stage = await openStage();
  try {
    const [here, elsewhere] = await Promise.all([stage.startServer('api'), stage.startServer('api')]);
    const sessions = countSessions(size);
    const streams = await proveStreams(
      stage,
      { here, elsewhere },
      { streams: size, chance: seedCase(seed, 1) },
    );
    const one = await proveBurst(stage, [here], { sessions, chance: seedCase(seed, 2) });
    const two = await proveBurst(stage, [here, elsewhere], { sessions, chance: seedCase(seed, 3) });
    return joinParts([streams, one, two]);
  } finally {
    await stage.close();
  }
}
