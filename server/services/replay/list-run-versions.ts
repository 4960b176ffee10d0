import type { RecordedEvent } from '@/server/engine/replay/recording';

type Run = { versionId: string; events: string | null };

// Most sessions were never moved, which their text shows without parsing it.
const MOVE = '"version.changed"';

/** The ids of the versions that a session ran on, in order: the one that it started on, and those that it was moved to. */
export function listRunVersions({ versionId, events }: Run): [string, ...string[]] {
  if (!events?.includes(MOVE)) return [versionId];
  const moves = (JSON.parse(events) as RecordedEvent[]).flatMap((event) =>
    event.type === 'version.changed' ? [event] : [],
  );
  const [first] = moves;
  return first ? [first.from.id, ...moves.map(({ to }) => to.id)] : [versionId];
}
