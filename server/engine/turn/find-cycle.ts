import { formatCycle } from '../data/quote';

/** Describes the cycle that a path ends in. `max` is the number of visits allowed. */
export function describeLoop(path: readonly string[], max: number): string {
  return `The flow loops without waiting: ${formatCycle(findCycle(path))} (stopped after ${max} nodes).`;
}

/** The cycle that a path ends in, from its first visited node: [a, b, c, b, c, b] gives [b, c]. */
export function findCycle(path: readonly string[]): string[] {
  const length = findPeriod(path);
  const cycle = path.slice(path.length - length);
  const start = Math.min(...cycle.map((id) => path.indexOf(id)));
  const first = cycle.indexOf(path[start] ?? '');
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

/**
 * The length of the shortest sequence that ends the path twice in a row, else the distance to the last visit
 * of the same node.
 */
function findPeriod(path: readonly string[]): number {
  const end = path.length - 1;
  for (let length = 1; length * 2 <= path.length; length++) {
    if (repeats(path, length)) return length;
  }
  const before = path.lastIndexOf(path[end] ?? '', end - 1);
  return before < 0 ? path.length : end - before;
}

function repeats(path: readonly string[], length: number): boolean {
  for (let index = path.length - length; index < path.length; index++) {
    if (path[index] !== path[index - length]) return false;
  }
  return true;
}
