import type { Recording } from '@/server/engine/replay/recording';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { readRecording } from './read-recording';

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
  const recording = await readRecording(ctx, { orgId, sessionId });
  if (!recording) throw domainError('not_found', { thing: 'session', id: sessionId });
  return recording;
}
