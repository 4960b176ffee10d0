import type { FlowDefinition } from '@/server/engine/definition';
import { parseTests } from '@/server/engine/flow-test/parse-tests';
import type { Program } from '@/server/engine/program';
import { domainError } from '@/server/shared/errors';
import type { JsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../../context';
import type { CheckedTests } from '../test/check-flow-tests';
import { readTests } from '../test/read-tests';
import { runTestsOn } from '../test/run-tests-on';

/** The failed tests that an error has, and those whose names the audit log has. */
const MOST_LISTED = 100;
const MOST_NAMED = 20;

type Publication = {
  orgId: string;
  flowId: string;
  definition: FlowDefinition | null;
  links: Record<string, string>;
  /** The programs of the versions that are published along, by their ids. */
  along: ReadonlyMap<string, Program>;
};

/** Runs the tests of a flow on what is to be published; null for a flow without tests. */
export async function testPublication(
  ctx: ServiceContext,
  { orgId, flowId, definition, links, along }: Publication,
): Promise<CheckedTests | null> {
  const stored = await readTests(ctx.db, { orgId, flowId });
  if (stored.length === 0 || definition === null) return null;
  const parsed = parseTests(stored);
  // Tests of a newer version of Parley.
  if (!parsed.ok) return { passed: 0, failures: parsed.problems.map(toUnreadable) };
  const { passed, results } = await runTestsOn(ctx, orgId, { definition, links, along, tests: parsed.tests });
  const failures = results.flatMap(({ name, failures: [first] }) =>
    first ? [{ name, message: first.message }] : [],
  );
  return { passed, failures };
}

function toUnreadable({ path, message }: { path: (string | number)[]; message: string }) {
  return {
    name: `Test ${Number(path[0] ?? 0) + 1}`,
    message: `The test is invalid: ${path.join('.')} ${message}`,
  };
}

/** Throws tests_failed if tests fail and there is no reason to publish all the same. */
export function requirePassedTests(tested: CheckedTests | null, reason: string): void {
  const { failures = [] } = tested ?? {};
  if (failures.length === 0 || reason !== '') return;
  throw domainError('tests_failed', { failed: failures.length, tests: failures.slice(0, MOST_LISTED) });
}

/** What the audit log has of the tests of a publication: their numbers, and why it was published although some failed. */
export function toTestRecord(tested: CheckedTests | null, reason: string): { tests?: JsonObject } {
  if (!tested) return {};
  const { passed, failures } = tested;
  const failed = failures.length;
  if (failed === 0) return { tests: { passed, failed } };
  return {
    tests: { passed, failed, reason, failing: failures.slice(0, MOST_NAMED).map(({ name }) => name) },
  };
}
