import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { joinParts } from '../support/part';
import { seedCase } from '../support/seeded';
import { stressBackup } from './backup';
import { stressUpgrade } from './upgrade';

/** From this many rounds on the fleet is complete, and its database is dumped and restored. */
const COMPLETE_ROUNDS = 2;
const LEAST_A_ROUND = 200;

/** The size is the number of replacements per process. */
export const FLEET: Suite = {
  name: 'fleet',
  promise:
    'Several processes on one database lose nothing and refuse nobody while each is replaced, and a backup goes on elsewhere.',
  sizes: { short: 1, long: 2 },
  minimumOf: (size) => size * LEAST_A_ROUND,
  run,
};

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const isComplete = size >= COMPLETE_ROUNDS;
  const upgrade = await stressUpgrade(postgres, { rounds: size, isComplete, chance: seedCase(seed, 1) });
  if (!isComplete) return upgrade;
  return joinParts([upgrade, await stressBackup(seedCase(seed, 2))]);
}
