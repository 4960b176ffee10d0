import type { FlowPointers } from '@/server/db/flow/environments';
import { checkInputs } from '@/server/engine/inputs';
import type { JsonObject } from '@/server/engine/json';
import type { ServiceContext } from '../context';
import { getPointers } from '../environment/get-start-version';
import { requireNoIssues } from '../require-valid';

type Start = {
  orgId: string;
  flowId: string;
  versionId: string;
  variables: JsonObject;
  visitor?: JsonObject;
  pointers?: FlowPointers;
};

/**
 * Checks that the start gives the inputs that the flow declares; false when it does not and its version is outdated by now.
 * Throws invalid_request with each issue.
 */
export async function requireInputs(
  ctx: ServiceContext,
  { orgId, flowId, versionId, variables, visitor = {}, pointers }: Start,
): Promise<boolean> {
  const program = await ctx.programs.get(orgId, versionId);
  const issues = checkInputs(program, { variables, visitor });
  if (issues.length === 0) return true;
  if (pointers && (await isOutdated(ctx, { orgId, flowId, pointers }))) return false;
  requireNoIssues(issues.map((issue) => ({ ...issue, path: ['variables', ...issue.path] })));
  return true;
}

async function isOutdated(
  ctx: ServiceContext,
  { orgId, flowId, pointers }: Required<Pick<Start, 'orgId' | 'flowId' | 'pointers'>>,
): Promise<boolean> {
  const now = await getPointers(ctx, { orgId, flowId }, { useCache: false });
  return (
    now.publishedVersionId !== pointers.publishedVersionId || now.environmentsRev !== pointers.environmentsRev
  );
}
