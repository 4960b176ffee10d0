import { parseTests } from '@/server/engine/flow-test/parse-tests';
import { type FlowTest, MAX_NAME_CHARS } from '@/server/engine/flow-test/test-document';
import { requireNoIssues } from '../../require-valid';
import { requireWithinLimit } from '../../require-within-limit';

export { MAX_NAME_CHARS };

/** The largest tests of a flow, in bytes of JSON. */
export const MAX_TESTS_BYTES = 1_000_000;

/** Requires tests of at most 1 MB, at `path` of the input; throws invalid_request with every problem, and limit_exceeded. */
export function requireTests(tests: unknown, path: (string | number)[]): FlowTest[] {
  const parsed = parseTests(tests);
  if (!parsed.ok) {
    requireNoIssues(parsed.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
    return [];
  }
  requireWithinLimit('bytes of tests', MAX_TESTS_BYTES, Buffer.byteLength(JSON.stringify(tests)));
  return parsed.tests;
}
