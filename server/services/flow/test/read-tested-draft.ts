import type { FlowRowWithDraft } from '@/server/db/flow/store';
import { parseTests } from '@/server/engine/flow-test/parse-tests';
import type { FlowTest } from '@/server/engine/flow-test/test-document';
import type { ServiceContext } from '../../context';
import { checkDefinition } from '../draft/check-definition';
import { readTests } from './read-tests';
import { runTestsOn } from './run-tests-on';

/** A draft with its tests. */
export type TestedDraft = {
  /** The size of its tests in bytes of JSON. */
  bytes: number;
  /** True for an exit of the draft, as `listExits` names it, that no test takes. A draft with errors has every exit. */
  isOpen(exit: string): boolean;
  /** Runs tests on the draft, and tells of each whether it passed; null while the draft has errors. */
  run(tests: readonly FlowTest[]): Promise<boolean[] | null>;
};

/** Reads which exits of a draft its tests take. */
export async function readTestedDraft(
  ctx: ServiceContext,
  orgId: string,
  { id, slug, draft }: FlowRowWithDraft,
): Promise<TestedDraft> {
  const stored = await readTests(ctx.db, { orgId, flowId: id });
  const bytes = Buffer.byteLength(JSON.stringify(stored));
  const { definition, links, problems } = await checkDefinition(ctx, orgId, { input: draft, ownSlug: slug });
  if (!definition || problems.some(({ severity }) => severity === 'error'))
    return { bytes, isOpen: () => true, run: async () => null };
  const parsed = parseTests(stored);
  const run = (tests: readonly FlowTest[]) => runTestsOn(ctx, orgId, { definition, links, tests });
  const { results, coverage } = await run(parsed.ok ? parsed.tests : []);
  const known = new Set(
    coverage.byNode.flatMap(({ node, exits }) => [node, ...exits.map(({ exit }) => `${node}:${exit}`)]),
  );
  const taken = new Set(results.flatMap(({ exits }) => exits));
  return {
    bytes,
    isOpen: (exit) => known.has(exit) && !taken.has(exit),
    run: async (tests) => (await run(tests)).results.map(({ passed }) => passed),
  };
}
