import { listRecordedSessions, listStoredResults } from '@/server/db/session/recorded';
import type { Recording } from '@/server/engine/replay/recording';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { readVersionFlows } from './replay-flows';
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
  const { versionId } = await requireSession(ctx, { orgId, sessionId });
  const params = { orgId, ids: [sessionId] };
  const [row] = await listRecordedSessions(ctx.db, params);
  const [stored] = await listStoredResults(ctx.db, params);
  const flows = await readVersionFlows(ctx, orgId, versionId);
  if (!row || !stored || !flows || row.turns !== row.turnNo)
    throw domainError('not_found', { thing: 'session', id: sessionId });
  const session = toRecordedSession({ row, stored, readAt: ctx.clock.now() });
  return { kind: 'parley.recording', format: 1, ...flows, ...session };
}
