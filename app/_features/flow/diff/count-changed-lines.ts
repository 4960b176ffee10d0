import { Chunk, type DiffConfig } from '@codemirror/merge';
import { Text } from '@codemirror/state';

/** Bounds the work of a comparison: beyond it, what differs counts as replaced. */
export const DIFF_LIMITS: DiffConfig = { scanLimit: 1_000, timeout: 300 };

/** Counts the lines that one text has and the other has not. */
export function countChangedLines(before: string, after: string): { added: number; removed: number } {
  const old = toText(before);
  const now = toText(after);
  let added = 0;
  let removed = 0;
  for (const { fromA, toA, endA, fromB, toB, endB } of Chunk.build(old, now, DIFF_LIMITS)) {
    if (toA > fromA) removed += old.lineAt(endA).number - old.lineAt(fromA).number + 1;
    if (toB > fromB) added += now.lineAt(endB).number - now.lineAt(fromB).number + 1;
  }
  return { added, removed };
}

function toText(text: string): Text {
  return Text.of(text.split('\n'));
}
