import type { ProofReport } from '../suite';

/** What one part of the proof gives to the whole. */
export type Part = Required<ProofReport>;

/** Puts the parts together. */
export function joinParts(parts: readonly Part[]): ProofReport {
  return {
    counts: Object.assign({}, ...parts.map(({ counts }) => counts)),
    percentiles: Object.assign({}, ...parts.map(({ percentiles }) => percentiles)),
    successes: parts.reduce((sum, { successes }) => sum + successes, 0),
    failures: parts.flatMap(({ failures }) => failures),
  };
}
