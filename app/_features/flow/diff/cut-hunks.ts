import type { DiffLine } from './diff-lines';

/** A run of a difference to be shown, or the number of equal lines left out between two. */
export type Hunk = { kind: 'lines'; lines: DiffLine[] } | { kind: 'gap'; count: number };

/** Leaves out equal lines that are further than `context` lines from any change. */
export function cutHunks(lines: readonly DiffLine[], context = 3): Hunk[] {
  const shown = markShown(lines, context);
  const hunks: Hunk[] = [];
  lines.forEach((line, index) => {
    const last = hunks.at(-1);
    if (shown[index]) {
      if (last?.kind === 'lines') last.lines.push(line);
      else hunks.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'gap') last.count += 1;
    else hunks.push({ kind: 'gap', count: 1 });
  });
  return hunks;
}

function markShown(lines: readonly DiffLine[], context: number): boolean[] {
  const shown = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind !== 'same') shown.fill(true, Math.max(index - context, 0), index + context + 1);
  });
  return shown;
}

/** How many lines came and went. */
export function countChanges(lines: readonly DiffLine[]): { added: number; removed: number } {
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return { added: count('added'), removed: count('removed') };
}
