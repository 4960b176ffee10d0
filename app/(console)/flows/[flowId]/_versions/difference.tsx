'use client';
import { useMemo } from 'react';
import { LazyDiffView } from '@/app/_features/flow/diff/lazy-diff-view';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { CanvasDiff, type Side } from './canvas-diff';

/** The differences of two definitions, on canvases and line by line. */
export function Difference({ before, after, className }: { before: Side; after: Side; className?: string }) {
  const old = useMemo(() => formatJson(before.definition), [before.definition]);
  const now = useMemo(() => formatJson(after.definition), [after.definition]);
  return (
    <div className="space-y-3">
      {old !== now && <CanvasDiff before={before} after={after} />}
      <LazyDiffView before={old} after={now} {...(className && { className })} />
    </div>
  );
}
