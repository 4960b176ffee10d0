/** The prefix of a line with the duration of an event-loop stall and its end, in milliseconds (Unix time). */
export const STOPPED = 'event loop stopped';

/** Returns the longest stall that ended after `since`; 0 when there is none. */
export function findLongestStop(output: string, since: number): number {
  const stops = [...output.matchAll(new RegExp(`^${STOPPED} (\\d+) (\\d+)$`, 'gm'))];
  const after = stops.filter(([, , until]) => Number(until) >= since).map(([, ms]) => Number(ms));
  return Math.max(0, ...after);
}
