import { hasArchivedFlow } from '@/server/db/flow/archive';
import type { ServiceContext } from '@/server/services/context';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { getFlow } from '@/server/services/flow/get-flow';
import { importFlow } from '@/server/services/flow/import-flow';
import { resolveFlowRef } from '@/server/services/flow/resolve-flow-ref';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import type { FlowView } from '@/server/services/flow/view';
import { type ErrorCode, isDomainError } from '@/server/shared/errors';
import airline from './airline.flow.json';
import echo from './echo.flow.json';
import intake from './intake.flow.json';
import orders from './orders.flow.json';

type Variable = { name: string; default?: unknown };
type DemoFlow = { slug: string; definition: { variables: Variable[] } };

const FLOWS: readonly DemoFlow[] = [airline, intake, echo, orders];
// The hosts that the flows call; all are replaced by the demo's address.
const API_VARIABLES: readonly string[] = ['bookingApi', 'orderApi'];

/** Publishes the demo's missing flows; returns the id of each by its slug. `demoUrl` is the address of the mock systems. */
export async function seedFlows(ctx: ServiceContext, demoUrl: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const flow of FLOWS) {
    const id = await seedFlow(ctx, withApi(flow, demoUrl));
    if (id) ids[flow.slug] = id;
  }
  return ids;
}

async function seedFlow(ctx: ServiceContext, file: DemoFlow): Promise<string | null> {
  const isGone = toNullIf('not_found', 'flow_archived');
  const found = await resolveFlowRef(ctx, { flowRef: file.slug }).catch(isGone);
  if (found) return followAddress(ctx, await getFlow(ctx, { flowId: found }), file);
  if (await isArchived(ctx, file.slug)) return null;
  const imported = await importFlow(ctx, { file });
  const note = 'As it comes with Parley';
  // Another flow may already have its intent; then it stays a draft.
  const published = await publishFlow(ctx, { flowId: imported.id, note }).catch(toNullIf('name_taken'));
  return published && imported.id;
}

// An archived demo flow is not restored. An archived flow's slug ends with its id.
function isArchived({ db, actor }: ServiceContext, slug: string): Promise<boolean> {
  return hasArchivedFlow(db, { orgId: actor.orgId, slug });
}

function toNullIf(...codes: ErrorCode[]): (error: unknown) => null {
  return (error) => {
    if (isDomainError(error) && codes.includes(error.code)) return null;
    throw error;
  };
}

/** Updates an unmodified demo flow when the server's address changed. */
async function followAddress(ctx: ServiceContext, flow: FlowView, file: DemoFlow): Promise<string> {
  const wanted = apiOf(file.definition);
  const draft = flow.draft as DemoFlow['definition'];
  if (!wanted || flow.draftChanged || apiOf(draft) === wanted) return flow.id;
  await saveDraft(ctx, {
    flowId: flow.id,
    draft: withApi({ ...file, definition: draft }, wanted).definition,
  });
  const note = 'The demo is served under another address';
  // Its author's tests may expect the former one.
  await publishFlow(ctx, { flowId: flow.id, note, reason: note });
  return flow.id;
}

function apiOf({ variables }: DemoFlow['definition']): string | null {
  const url = variables.find(({ name }) => API_VARIABLES.includes(name))?.default;
  return typeof url === 'string' ? url : null;
}

function withApi(file: DemoFlow, url: string): DemoFlow {
  const variables = file.definition.variables.map((each) =>
    API_VARIABLES.includes(each.name) ? { ...each, default: url } : each,
  );
  return { ...file, definition: { ...file.definition, variables } };
}
