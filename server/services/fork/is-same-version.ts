import type { Recording } from '@/server/engine/replay/recording';

type Version = Pick<Recording, 'flow' | 'flows'>;

/** Tells whether two versions run the same: their definitions and those of the flows that they call are equal. */
export function isSameVersion(left: Version, right: Version): boolean {
  return toContents(left) === toContents(right);
}

function toContents({ flow, flows }: Version): string {
  const own = flows[flow];
  // Ids of pinned versions stand for their contents, which never change.
  return JSON.stringify([own?.definition, Object.entries(own?.links ?? {}).sort()]);
}
