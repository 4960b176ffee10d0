/*
 * bundle/all-or-nothing: a bundle is imported with all of its flows, or with none of them.
 */
import type { Db } from '@/server/db/connection/transaction';
import { findFlowBySlug } from '@/server/db/flow/store';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { type Change, withChange } from '../../audit/with-change';
import { requireScope, type ServiceContext } from '../../context';
import { requireNoErrors } from '../draft/require-no-errors';
import { checkBundle } from './check-bundle';
import { type ImportedFlow, isSame, saveBundledFlow, toImported } from './save-bundled-flow';
import { type BundledFlow, type BundleProblem, requireBundle } from './schema';

/** The flows in the order of the bundle. `problems` has errors only after a dry run. */
export type BundleReport = { flows: ImportedFlow[]; problems: BundleProblem[] };

/**
 * Saves the draft and the name of each flow of a bundle, and creates flows whose slug no flow has (bundle/all-or-nothing).
 * A dry run changes nothing. Throws invalid_request, limit_exceeded, and flow_invalid with the errors of all flows.
 */
export async function importBundle(
  ctx: ServiceContext,
  { bundle, dryRun = false }: { bundle: unknown; dryRun?: boolean | undefined },
): Promise<BundleReport> {
  const orgId = requireScope(ctx, 'flows:write');
  const flows = requireBundle(bundle);
  const problems = await checkBundle(ctx, orgId, flows);
  if (dryRun) return { flows: await foreseeFlows(ctx.db, orgId, flows), problems };
  requireNoErrors(problems);
  const work = { orgId, makeId: createIds(ctx), at: new Date(ctx.clock.now()) };
  const imported = await withChange(ctx, async (tx) => {
    const result = new Map<string, ImportedFlow>();
    const changes: Change[] = [];
    // In one order, so that two imports do not wait for each other's flows.
    for (const flow of flows.toSorted((left, right) => (left.slug < right.slug ? -1 : 1))) {
      const { flow: saved, change } = await saveBundledFlow(tx, work, flow);
      result.set(flow.slug, saved);
      if (change) changes.push(change);
    }
    return { result, change: changes };
  });
  return { flows: flows.flatMap(({ slug }) => imported.get(slug) ?? []), problems };
}

// A retry under the same Idempotency-Key recognizes the flows that the first attempt created by their ids.
function createIds({ madeId, ids, clock }: ServiceContext): (slug: string) => string {
  const requestId = madeId?.();
  if (requestId === undefined) return () => ids.uuid(clock.now());
  const time = requestId.replace('-', '').slice(0, 12);
  return (slug) => deriveUuid(`${requestId} ${slug}`, { version: 7, time });
}

async function foreseeFlows(db: Db, orgId: string, flows: readonly BundledFlow[]): Promise<ImportedFlow[]> {
  const foreseen: ImportedFlow[] = [];
  for (const flow of flows) {
    const row = await findFlowBySlug(db, { orgId, slug: flow.slug });
    const { slug, name } = flow;
    if (!row) foreseen.push({ id: null, slug, name, action: 'created', draftRev: null });
    else foreseen.push({ ...toImported(row, isSame(row, flow) ? 'unchanged' : 'updated'), name });
  }
  return foreseen;
}
