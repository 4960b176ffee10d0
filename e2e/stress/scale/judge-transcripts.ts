import { judgeTranscript, type TranscriptLine } from '../support/judge-transcript';
import type { StressEnv } from './stress-env';

/** Lists faults in the transcripts of these echo sessions, each of which was sent `texts`. */
export async function judgeTranscripts(
  { platform, orgId }: StressEnv,
  sessionIds: readonly string[],
  texts: readonly string[],
): Promise<string[]> {
  const { rows } = await platform.db.pool.query<TranscriptLine & { sessionId: string }>(
    `SELECT session_id "sessionId", seq, turn_no "turnNo", direction, content->>'text' text FROM messages
     WHERE org_id = $1 AND session_id = ANY($2) ORDER BY session_id, seq`,
    [orgId, sessionIds],
  );
  const lines = new Map<string, TranscriptLine[]>(sessionIds.map((id) => [id, []]));
  for (const row of rows) lines.get(row.sessionId)?.push(row);
  return [...lines].flatMap(([id, transcript]) => judgeTranscript(id, transcript, texts));
}
