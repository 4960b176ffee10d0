import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { type Ignorer, ignorer } from './ignore-rules.mjs';
import { type PlacedMutant, toMutantKey } from './sample.mjs';

export type Sample = {
  /** The keys of the mutants to test. */
  keys: readonly string[];
  /** The number of mutants from which the sample was drawn. */
  total: number;
};

const ignore = () => undefined;
const quiet = {
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
  ...{ trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore },
};

/** Lists the mutants that Stryker makes of files, without those that an ignorer leaves out. */
export async function listMutants(
  files: readonly string[],
  ignorers: Ignorer[] = [ignorer],
): Promise<PlacedMutant[]> {
  const read = (file: string) => ({
    name: path.resolve(file),
    content: readFileSync(file, 'utf8'),
    mutate: true,
  });
  const options = { plugins: null, excludedMutations: [], ignorers, noHeader: false };
  const { mutants } = await new Instrumenter(quiet).instrument(files.map(read), options);
  return mutants.filter(({ status }) => status !== 'Ignored');
}

/** Draws a uniform random sample of mutants; the same seed draws the same ones. */
export function drawSample(
  mutants: readonly PlacedMutant[],
  { seed, size }: { seed: string; size: number },
): Sample {
  const place = (mutant: PlacedMutant) => {
    const key = toMutantKey(mutant);
    return { key, order: hash(`${seed}\n${key}`) };
  };
  const drawn = mutants
    .map(place)
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, size);
  return { keys: drawn.map(({ key }) => key), total: mutants.length };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
