import type { Program } from '../program';
import type { RecordedSession } from './recording';

/** The programs of a session: the first one, and all by the ids of their versions. */
type Programs = { program: Program; versions: ReadonlyMap<string, Program> };

/**
 * A session that was moved as if it had run on its last version from the start, with the program of that version
 * (migrate/as-from-start); any other one as it is.
 */
export function dropMoves(
  { program, versions }: Programs,
  session: RecordedSession,
): { program: Program; session: RecordedSession } {
  const last = session.turns.findLast(({ event }) => event.type === 'version.changed')?.event;
  const latest = last?.type === 'version.changed' ? versions.get(last.to.id) : undefined;
  if (!latest) return { program, session };
  const turns = session.turns.filter(({ event }) => event.type !== 'version.changed');
  return { program: latest, session: { ...session, turns } };
}
