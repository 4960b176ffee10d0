import { formatRecording, MAX_FILE_TURNS } from '@/server/engine/replay/recording-file';
import type { ServiceContext } from '../context';
import { requireWithinLimit } from '../require-within-limit';
import { getRecording } from './get-recording';
import { type MaskedRecording, maskRecording } from './mask-recording';

/** The largest file, in bytes. */
const MAX_BYTES = 20_000_000;

/**
 * Returns a session as the file that any instance runs again, with its credentials replaced. Throws not_found, also for a
 * session whose transcript is gone, permission_denied, and limit_exceeded.
 */
export async function exportRecording(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<MaskedRecording> {
  const recording = await getRecording(ctx, { sessionId });
  requireWithinLimit('turns of an exported session', MAX_FILE_TURNS, recording.turns.length);
  const masked = maskRecording(recording);
  requireWithinLimit('bytes of an exported session', MAX_BYTES, Buffer.byteLength(formatRecording(masked)));
  return masked;
}
