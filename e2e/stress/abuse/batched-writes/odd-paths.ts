import { seedChance } from '../../support/seeded';

/** Ids that a column might reject; a client can send each of them. */
const ODD_IDS = [
  'no-uuid',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '%E2%80%AE',
  '%22%5Cu0000%22',
  "'%3B--",
  '00000000-0000-0000-0000-00000000000g',
  '%C3%28',
  '%FF',
  'x'.repeat(3_000),
  '%F0%9F%98%80'.repeat(200),
  `${'x'.repeat(440)}%F0%9F%98%80`,
] as const;

const ENDS = ['', '/events'] as const;

/** Draws `size` odd paths, each with `canary` in it. */
export function listOddPaths(seed: number, size: number, canary: string): string[] {
  const { pick } = seedChance(seed);
  return Array.from({ length: size }, () => `/sessions/${pick(ODD_IDS)}${canary}${pick(ENDS)}`);
}
