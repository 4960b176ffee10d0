import { checkInputs } from '@/server/engine/inputs';
import type { JsonObject } from '@/server/engine/json';
import type { ServiceContext } from '../context';
import { requireNoIssues } from '../require-valid';
import { getPublishedVersionId } from './get-published-version-id';

type Start = {
  orgId: string;
  flowId: string;
  versionId: string;
  isTest: boolean;
  variables: JsonObject;
  visitor?: JsonObject;
};

/**
 * Checks that the start gives the inputs that the flow declares; false when it does not and its version is outdated by now.
 * Throws invalid_request with each issue.
 */
export async function requireInputs(
  ctx: ServiceContext,
  { orgId, flowId, versionId, isTest, variables, visitor = {} }: Start,
): Promise<boolean> {
  const program = await ctx.programs.get(orgId, versionId);
  const issues = checkInputs(program, { variables, visitor });
  if (issues.length === 0) return true;
  if (!isTest && (await getPublishedVersionId(ctx, orgId, flowId, { useCache: false })) !== versionId)
    return false;
  requireNoIssues(issues.map((issue) => ({ ...issue, path: ['variables', ...issue.path] })));
  return true;
}
