import type { Problem } from '../validate';

/** A problem that keeps a flow from being published. */
export function errorAt(code: string, nodeId: string | null, path: string, message: string): Problem {
  return { severity: 'error', code, nodeId, path, message };
}

/** A problem that is probably a slip. */
export function warningAt(code: string, nodeId: string | null, path: string, message: string): Problem {
  return { severity: 'warning', code, nodeId, path, message };
}
