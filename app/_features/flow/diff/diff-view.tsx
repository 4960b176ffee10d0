'use client';
import { useMemo } from 'react';
import { cn } from '@/app/_ui/cn';
import { countChanges, cutHunks, type Hunk } from './cut-hunks';
import { type DiffLine, diffLines } from './diff-lines';

// What scrolls must be reachable by the keyboard.
const SCROLLER = { tabIndex: 0, role: 'region', 'aria-label': 'Difference, line by line' };
const SIGN = { same: ' ', removed: '−', added: '+' };
const SPOKEN = { same: null, removed: 'Removed: ', added: 'Added: ' };
const LOOK = { same: '', removed: 'bg-failed-soft', added: 'bg-live-soft' };

/** What differs between two texts, line by line, with the equal parts between left out. */
export function DiffView({
  before,
  after,
  className,
}: {
  before: string;
  after: string;
  className?: string;
}) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const hunks = useMemo(() => cutHunks(lines), [lines]);
  const { added, removed } = countChanges(lines);
  if (added + removed === 0) return <p className="text-ink-2 text-sm">No differences.</p>;
  return (
    <figure className={cn('overflow-hidden rounded-lg border bg-surface', className)}>
      <figcaption className="tabular flex h-9 items-center gap-3 border-b bg-canvas px-3 text-xs">
        <span className="text-live">{`+${String(added)} added`}</span>
        <span className="text-failed">{`−${String(removed)} removed`}</span>
      </figcaption>
      <div {...SCROLLER} className="max-h-96 overflow-auto">
        <div className="w-max min-w-full font-mono text-xs leading-5">
          {hunks.map((hunk, index) => (
            <HunkView key={`hunk-${String(index)}`} hunk={hunk} />
          ))}
        </div>
      </div>
    </figure>
  );
}

function HunkView({ hunk }: { hunk: Hunk }) {
  if (hunk.kind === 'gap')
    return (
      <p className="border-y bg-canvas px-3 font-sans text-ink-2 first:border-t-0 last:border-b-0">
        {`${String(hunk.count)} unchanged ${hunk.count === 1 ? 'line' : 'lines'}`}
      </p>
    );
  return hunk.lines.map((line) => (
    <LineView key={`${String(line.before)}-${String(line.after)}`} line={line} />
  ));
}

function LineView({ line: { kind, text, before, after } }: { line: DiffLine }) {
  return (
    <div className={cn('flex', LOOK[kind])}>
      <LineNumber at={before} />
      <LineNumber at={after} />
      <span aria-hidden className="w-5 shrink-0 select-none text-center text-ink-2">
        {SIGN[kind]}
      </span>
      <span className="whitespace-pre pr-4">
        {SPOKEN[kind] && <span className="sr-only">{SPOKEN[kind]}</span>}
        {text || ' '}
      </span>
    </div>
  );
}

function LineNumber({ at }: { at: number | null }) {
  return (
    <span aria-hidden className="tabular w-10 shrink-0 select-none pr-2 text-right text-ink-2">
      {at}
    </span>
  );
}
