import type { ServiceContext } from '../../context';
import { runFlowTests } from './run-flow-tests';

/** How many tests of a flow pass on its draft, and the first failure of each other one. */
export type CheckedTests = { passed: number; failures: { name: string; message: string }[] };

/** Runs the stored tests of a flow on its draft, as publishing does; throws like `runFlowTests`. */
export async function checkFlowTests(
  ctx: ServiceContext,
  { flowId }: { flowId: string },
): Promise<CheckedTests> {
  const { passed, results } = await runFlowTests(ctx, { flowId });
  const failures = results.flatMap(({ name, failures: [first] }) =>
    first ? [{ name, message: first.message }] : [],
  );
  return { passed, failures };
}
