import type { Ignorer } from './ignore-rules.mjs';

type Position = { line: number; column: number };
export type PlacedMutant = {
  fileName: string;
  location: { start: Position; end: Position };
  mutatorName: string;
  replacement?: string | undefined;
};

export function toMutantKey(mutant: PlacedMutant): string;
export function toResultKey(mutant: PlacedMutant): string;
export function createSampleIgnorer(sample: ReadonlySet<string> | null): Ignorer;
