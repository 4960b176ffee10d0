import { lockFlowTests, updateFlowTests } from '@/server/db/flow/tests';
import { type FlowTest, MAX_NAME_CHARS, MAX_TESTS } from '@/server/engine/flow-test/test-document';
import type { Json } from '@/server/shared/json';
import { withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { requireWithinLimit } from '../../require-within-limit';
import { getFlowId, requireFlowRow } from '../internal';
import { testsSchema } from '../schema';
import { type FlowTestsView, toTestsView } from './read-tests';
import { requireTests } from './require-tests';

/** All tests of a flow, and the names that the added ones got. */
export type AddedTests = FlowTestsView & { added: string[] };

/**
 * Adds tests to those of a flow, in one transaction; a name that is in use gets a number. Throws not_found, invalid_request and
 * limit_exceeded.
 */
export async function addFlowTests(
  ctx: ServiceContext,
  { flowId, tests: given }: { flowId: string; tests: unknown },
): Promise<AddedTests> {
  const orgId = requireScope(ctx, 'flows:write');
  const added = requireValid(testsSchema, given, ['tests']);
  const names = requireTests(added, ['tests']).map(({ name }) => name);
  const key = { orgId, flowId: await getFlowId(ctx, orgId, flowId) };
  const at = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    const row = await lockFlowTests(tx, key);
    const before = row ? toTestsView(row).tests : [];
    const freeNames = chooseNames(before, names);
    const tests = [...before, ...added.map((test, index) => rename(test, freeNames[index]))];
    requireWithinLimit('tests of the flow', MAX_TESTS, tests.length);
    requireTests(tests, ['tests']);
    const tag = await updateFlowTests(tx, { ...key, tests, at });
    if (tag === null) requireFlowRow(null, flowId);
    return { result: { tests, tag: tag ?? '', added: freeNames }, change: null };
  });
}

function rename(test: Json, name: string | undefined): Json {
  return { ...(test as FlowTest), name: name ?? '' } as Json;
}

/** The names under which tests are added to others. */
function chooseNames(before: readonly Json[], names: readonly string[]): string[] {
  const used = new Set(before.map((test) => (test as FlowTest).name));
  return names.map((name) => {
    const free = findFreeName(name, used);
    used.add(free);
    return free;
  });
}

function findFreeName(name: string, used: ReadonlySet<string>): string {
  if (!used.has(name)) return name;
  for (let number = 2; ; number++) {
    const end = ` (${number})`;
    const numbered = `${name.slice(0, MAX_NAME_CHARS - end.length)}${end}`;
    if (!used.has(numbered)) return numbered;
  }
}
