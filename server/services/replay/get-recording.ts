import {
  listRecordedSessions,
  listStoredResults,
  type RecordedSessionRow,
} from '@/server/db/session/recorded';
import type { Recording } from '@/server/engine/replay/recording';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { listRunVersions } from './list-run-versions';
import { readVersionFlows } from './replay-flows';
import type { ReplayFlows } from './replay-task';
import { toRecordedSession } from './to-recorded-session';

/**
 * Returns the recording of a session with everything that was stored. Throws not_found, also for a session whose transcript is
 * gone, and permission_denied for who may not read transcripts or flows.
 */
export async function getRecording(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<Recording> {
  const orgId = requireScope(ctx, 'sessions:read');
  requireScope(ctx, 'flows:read');
  await requireSession(ctx, { orgId, sessionId });
  const params = { orgId, ids: [sessionId] };
  const [row] = await listRecordedSessions(ctx.db, params);
  const [stored] = await listStoredResults(ctx.db, params);
  const flows = row && (await readFlowsOfRun(ctx, orgId, row));
  if (!row || !stored || !flows || row.turns !== row.turnNo)
    throw domainError('not_found', { thing: 'session', id: sessionId });
  const session = toRecordedSession({ row, stored, readAt: ctx.clock.now() });
  return { kind: 'parley.recording', format: 1, ...flows, ...session };
}

/** Reads the versions that a session ran on with those that they are pinned to; null if the first one does not exist. */
async function readFlowsOfRun(
  ctx: ServiceContext,
  orgId: string,
  row: RecordedSessionRow,
): Promise<ReplayFlows | null> {
  const [flow, ...others] = listRunVersions(row);
  const read = await Promise.all([flow, ...others].map((id) => readVersionFlows(ctx, orgId, id)));
  const flows: ReplayFlows['flows'] = Object.assign({}, ...read.map((one) => one?.flows));
  return Object.hasOwn(flows, flow) ? { flow, flows } : null;
}
