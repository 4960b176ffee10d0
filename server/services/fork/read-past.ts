import type { SessionRow } from '@/server/db/session/row';
import { listMessagePage } from '@/server/db/session/transcript-pages';
import type { Program } from '@/server/engine/program';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import type { RecordedSession, Recording } from '@/server/engine/replay/recording';
import type { Replay } from '@/server/engine/replay/replay-step';
import { domainError } from '@/server/shared/errors';
import { readRecording } from '../replay/read-recording';
import { requireWithinLimit } from '../require-within-limit';
import type { TurnDeps } from '../session/turn/turn-input';
import type { TranscriptLine } from '../session/turn/turn-step';

/** The most turns of a session that is continued: its turns run again in the process that serves the request. */
const MAX_TURNS = 1_000;
const PAGE = { limit: 500, maxBytes: 4_000_000 };

/** A session to be run again; `program` is that of the version that it started on, `versions` has those that it was moved to. */
export type Past = { recording: Recording; program: Program; versions: ReadonlyMap<string, Program> };

/** Runs a session again, or its first turns, as it ran. */
export function replayPast(
  { recording, program, versions }: Past,
  session: RecordedSession = recording,
): Replay {
  return replay(program, session, { type: 'exact', versions });
}

/** The version on which a session stands after turns of it, with all that it ran on. */
export function versionAfter(
  { flow, flows }: Recording,
  { turns }: RecordedSession,
): Pick<Recording, 'flow' | 'flows'> {
  const moves = turns.flatMap(({ event }) => (event.type === 'version.changed' ? [event.to.id] : []));
  return { flow: moves.at(-1) ?? flow, flows };
}

/** Reads a session with everything that was stored of it. Throws not_found without a transcript, and limit_exceeded. */
export async function readPast(
  deps: Pick<TurnDeps, 'db' | 'clock'>,
  { orgId, id, versionId, turnNo }: Pick<SessionRow, 'orgId' | 'id' | 'versionId' | 'turnNo'>,
): Promise<Past> {
  requireWithinLimit('turns of a session that is continued', MAX_TURNS, turnNo);
  const recording = await readRecording(deps, { orgId, sessionId: id });
  if (!recording) throw domainError('not_found', { thing: 'session', id });
  const compiled = compileRecording(recording);
  if (!compiled.ok) throw domainError('not_found', { thing: 'version', id: versionId });
  const { program, versions } = compiled;
  return { recording, program, versions };
}

/** Reads what people said in each turn of a session, by the number of the turn. */
export async function readOtherLines(
  { db }: Pick<TurnDeps, 'db'>,
  { orgId, id: sessionId }: Pick<SessionRow, 'orgId' | 'id'>,
): Promise<ReadonlyMap<number, TranscriptLine[]>> {
  const lines = new Map<number, TranscriptLine[]>();
  for (let afterSeq = 0, more = true; more; ) {
    const page = await listMessagePage(db, { orgId, sessionId, afterSeq, ...PAGE });
    for (const row of page.rows) {
      afterSeq = row.seq;
      if (row.direction === 'outbound' && row.nodeId !== null) continue;
      const { content, text, expected, sender } = row.content;
      const line: TranscriptLine = {
        direction: row.direction,
        kind: row.kind,
        content: { content, text, ...(expected && { expected }), ...(sender && { sender }) },
        inputId: row.inputId,
        nodeId: row.nodeId,
        ...(row.id === row.inputId && { id: row.id }),
      };
      lines.set(row.turnNo, [...(lines.get(row.turnNo) ?? []), line]);
    }
    ({ more } = page);
  }
  return lines;
}
