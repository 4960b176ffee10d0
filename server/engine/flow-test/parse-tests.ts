import type { z } from 'zod';
import { describeIssue, toIssuePath } from '@/server/shared/describe-issue';
import { findJsonDefect } from '@/server/shared/json';
import { type FlowTest, flowTestFile, flowTests } from './test-document';

/** A problem of tests; `path` leads into the given value. */
type TestProblem = { path: (string | number)[]; message: string };
export type ParsedTests = { ok: true; tests: FlowTest[] } | { ok: false; problems: TestProblem[] };

/** Further problems are left out. */
const MAX_PROBLEMS = 100;

/** Parses a list of tests of any shape. */
export function parseTests(input: unknown): ParsedTests {
  const parsed = parse(flowTests, input);
  return parsed.ok ? { ok: true, tests: parsed.value } : parsed;
}

/** Parses a file of tests of any shape. */
export function parseTestFile(input: unknown): ParsedTests {
  const parsed = parse(flowTestFile, input);
  return parsed.ok ? { ok: true, tests: parsed.value.tests } : parsed;
}

function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
): { ok: true; value: z.output<S> } | { ok: false; problems: TestProblem[] } {
  const defect = findJsonDefect(input);
  if (defect) return { ok: false, problems: [{ path: defect.path, message: defect.reason }] };
  const parsed = schema.safeParse(input, { error: describeIssue });
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) => ({ path: toIssuePath(path), message }));
  return { ok: false, problems };
}
