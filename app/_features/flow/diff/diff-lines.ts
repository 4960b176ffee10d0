// The shortest edit script between two texts, line by line (Myers, "An O(ND) Difference Algorithm", 1986).
// D1 The kept and removed lines are the old text; the kept and added lines are the new one.
// D2 Work is bounded: past MAX_EDITS what differs is shown as replaced.

export type DiffLine = {
  kind: 'same' | 'removed' | 'added';
  text: string;
  before: number | null;
  after: number | null;
};

const MAX_EDITS = 2_000;

type Edit = { removed: boolean; before: number; after: number };

/** Compares two texts line by line; line numbers count from 1. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const head = countEqual(old, now, (lines, index) => lines[index]);
  const limit = Math.min(old.length, now.length) - head;
  const tail = Math.min(
    limit,
    countEqual(old, now, (lines, index) => lines[lines.length - 1 - index]),
  );
  const edits = findEdits(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return toLines(
    old,
    now,
    edits.map((edit) => ({ ...edit, before: edit.before + head, after: edit.after + head })),
  );
}

function countEqual(
  a: string[],
  b: string[],
  at: (lines: string[], index: number) => string | undefined,
): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && at(a, count) === at(b, count)) count += 1;
  return count;
}

function findEdits(old: string[], now: string[]): Edit[] {
  const trail = walkForward(old, now);
  return trail ? walkBack(trail, old.length, now.length) : replaceAll(old.length, now.length);
}

// The furthest line reached on each diagonal; `middle` is the place of diagonal 0.
type Front = { reached: Int32Array; middle: number };

// One front for each number of edits; null when there are too many.
function walkForward(old: string[], now: string[]): Front[] | null {
  const most = Math.min(old.length + now.length, MAX_EDITS);
  const middle = most + 1;
  const front: Front = { reached: new Int32Array(2 * middle + 1), middle };
  const trail: Front[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trail.push({ reached: front.reached.slice(middle - edits - 1, middle + edits + 2), middle: edits + 1 });
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(front, diagonal, edits) ? at(front, diagonal + 1) : at(front, diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      front.reached[middle + diagonal] = x;
      if (x >= old.length && x - diagonal >= now.length) return trail;
    }
  }
  return null;
}

function walkBack(trail: Front[], oldLength: number, newLength: number): Edit[] {
  const edits: Edit[] = [];
  let x = oldLength;
  let y = newLength;
  for (const [count, front] of [...trail.entries()].slice(1).reverse()) {
    const down = goesDown(front, x - y, count);
    const diagonal = down ? x - y + 1 : x - y - 1;
    x = at(front, diagonal);
    y = x - diagonal;
    edits.push({ removed: !down, before: x, after: y });
  }
  return edits.reverse();
}

function goesDown(front: Front, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && at(front, diagonal - 1) < at(front, diagonal + 1));
}

function at({ reached, middle }: Front, diagonal: number): number {
  return reached[middle + diagonal] ?? 0;
}

function replaceAll(oldLength: number, newLength: number): Edit[] {
  return [
    ...Array.from({ length: oldLength }, (_, index) => ({ removed: true, before: index, after: 0 })),
    ...Array.from({ length: newLength }, (_, index) => ({ removed: false, before: oldLength, after: index })),
  ];
}

function toLines(old: string[], now: string[], edits: Edit[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  const keepUntil = (end: number) => {
    for (; before < end; before += 1, after += 1)
      lines.push({ kind: 'same', text: old[before] ?? '', before: before + 1, after: after + 1 });
  };
  for (const edit of edits) {
    keepUntil(edit.before);
    if (edit.removed) {
      lines.push({ kind: 'removed', text: old[before] ?? '', before: before + 1, after: null });
      before += 1;
    } else {
      lines.push({ kind: 'added', text: now[after] ?? '', before: null, after: after + 1 });
      after += 1;
    }
  }
  keepUntil(old.length);
  return lines;
}
