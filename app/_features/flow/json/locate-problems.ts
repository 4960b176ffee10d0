import { findPointerRange, parseJsonTree } from './find-pointer-range';
import type { TextRange } from './text-range';

/** A problem of a flow; `path` is a JSON pointer into its definition. */
export type FlowProblem = {
  severity: 'error' | 'warning';
  code: string;
  nodeId: string | null;
  path: string;
  message: string;
};

/** A problem with its range in the text; `line` counts from 1. */
export type PlacedProblem = TextRange & {
  severity: 'error' | 'warning';
  /** Absent for JSON that cannot be read. */
  code?: string;
  message: string;
  nodeId: string | null;
  /** JSON pointer of the place in the definition; empty for its root. */
  path: string;
  line: number;
};

/** Locates problems in the text that was checked, sorted by place. */
export function locateProblems(text: string, problems: readonly FlowProblem[]): PlacedProblem[] {
  if (problems.length === 0) return [];
  const tree = parseJsonTree(text);
  const starts = lineStarts(text);
  const placed = problems.map(({ severity, code, message, nodeId, path }) => {
    const range = findPointerRange(tree, text, path);
    return { ...range, severity, code, message, nodeId, path, line: lineAt(starts, range.from) };
  });
  return placed.sort((a, b) => a.from - b.from);
}

/** The offsets of the line starts of a text. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line number of an offset, from 1. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
