import type { ProofOptions, ProofReport, Suite } from '../suite';
import { joinParts } from '../support/part';
import { seedCase } from '../support/seeded';
import { proveBackup } from './backup';
import { proveUpgrade } from './upgrade';

/** From so many rounds on the fleet is a whole one, and its database is dumped and restored. */
const WHOLE_ROUNDS = 2;
const LEAST_A_ROUND = 200;

/** The size is how often every process is replaced. */
export const FLEET: Suite = {
  name: 'fleet',
  proves:
    'Several processes on one database lose nothing and refuse nobody while each is replaced, and a backup goes on elsewhere.',
  sizes: { short: 1, long: 2 },
  minimumOf: (size) => size * LEAST_A_ROUND,
  prove,
};

async function prove({ seed, size, postgres }: ProofOptions): Promise<ProofReport> {
  const isWhole = size >= WHOLE_ROUNDS;
  const upgrade = await proveUpgrade(postgres, { rounds: size, isWhole, chance: seedCase(seed, 1) });
  if (!isWhole) return upgrade;
  return joinParts([upgrade, await proveBackup(seedCase(seed, 2))]);
}
