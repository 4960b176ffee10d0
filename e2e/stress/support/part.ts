import type { SuiteReport } from '../suite';

/** The result of one part of a suite. */
export type Part = Required<SuiteReport>;

/** Joins the parts of a report. */
export function joinParts(parts: readonly Part[]): SuiteReport {
  return {
    counts: Object.assign({}, ...parts.map(({ counts }) => counts)),
    percentiles: Object.assign({}, ...parts.map(({ percentiles }) => percentiles)),
    successes: parts.reduce((sum, { successes }) => sum + successes, 0),
    failures: parts.flatMap(({ failures }) => failures),
  };
}
