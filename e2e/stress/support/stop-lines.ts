/** Begins a line that says for how many milliseconds an event loop stood still, and until when (since 1970). */
export const STOPPED = 'event loop stopped';

/** The longest stop that such lines name, of those that ended after `since`; 0 when there is none. */
export function findLongestStop(output: string, since: number): number {
  const stops = [...output.matchAll(new RegExp(`^${STOPPED} (\\d+) (\\d+)$`, 'gm'))];
  const after = stops.filter(([, , until]) => Number(until) >= since).map(([, ms]) => Number(ms));
  return Math.max(0, ...after);
}
