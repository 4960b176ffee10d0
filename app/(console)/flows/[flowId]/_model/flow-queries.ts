import { parseAsString } from 'nuqs/server';
import type { Trpc } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

const PAGE_SIZE = 30;

/** What a flow has in an environment. */
export type FlowEnvironment = RouterOutputs['environment']['listOfFlow'][number];

/** The tab that is shown, kept in the address. */
export const FLOW_PARAMS = { tab: parseAsString };

/** A flow with its draft. */
export function getFlow(trpc: Trpc, flowId: string) {
  return trpc.flow.get.queryOptions({ flowId });
}

/** The published versions of a flow, the newest first. */
export function listVersions(trpc: Trpc, flowId: string) {
  return trpc.flow.listVersions.infiniteQueryOptions(
    { flowId, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.nextCursor },
  );
}

/** The versions of a flow in each environment. */
export function listFlowEnvironments(trpc: Trpc, flowId: string) {
  return trpc.environment.listOfFlow.queryOptions({ flowId });
}

/** The number of a flow's running sessions by version. */
export function countLiveSessions(trpc: Trpc, flowId: string) {
  return trpc.flow.countLiveSessions.queryOptions({ flowId });
}

/** The latest move of a flow's running sessions to a version. */
export function getLatestMigration(trpc: Trpc, flowId: string) {
  return trpc.migration.list.queryOptions({ flowId, limit: 1 });
}

/** The members of the organization, who are the authors of versions. */
export function listColleagues(trpc: Trpc) {
  return trpc.account.listColleagues.queryOptions();
}
