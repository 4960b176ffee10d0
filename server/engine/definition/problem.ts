/** Something wrong in a definition; `path` is a JSON pointer into it. A flow with errors cannot be published. */
export type Problem = {
  severity: 'error' | 'warning';
  code: string;
  nodeId: string | null;
  path: string;
  message: string;
};

/** Compares problems for sorting: errors come before warnings. */
export function errorsFirst(left: Pick<Problem, 'severity'>, right: Pick<Problem, 'severity'>): number {
  return Number(left.severity === 'warning') - Number(right.severity === 'warning');
}

/** A problem of one node; `path` is a JSON pointer within the node. */
export type NodeProblem = Omit<Problem, 'nodeId'>;

/** Creates a problem that prevents publishing. */
export function errorAt(code: string, nodeId: string | null, path: string, message: string): Problem {
  return { severity: 'error', code, nodeId, path, message };
}

/** Creates a problem that is probably a mistake but does not prevent publishing. */
export function warningAt(code: string, nodeId: string | null, path: string, message: string): Problem {
  return { severity: 'warning', code, nodeId, path, message };
}

/** Creates a problem of one node that prevents publishing. */
export function nodeError(code: string, path: string, message: string): NodeProblem {
  return { severity: 'error', code, path, message };
}

/** Creates a problem of one node that is probably a mistake but does not prevent publishing. */
export function nodeWarning(code: string, path: string, message: string): NodeProblem {
  return { severity: 'warning', code, path, message };
}
