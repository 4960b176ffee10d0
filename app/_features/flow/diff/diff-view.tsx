'use client';
import { json } from '@codemirror/lang-json';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useMemo, useRef } from 'react';
import { cn } from '@/app/_ui/cn';
import { countChangedLines, DIFF_LIMITS } from './count-changed-lines';
import { diffTheme } from './diff-theme';

// A scrolling area must be reachable by keyboard.
const NAME = { 'aria-label': 'Difference, line by line', 'aria-readonly': 'true', tabindex: '0' };
const UNCHANGED = { margin: 3, minSize: 4 };

type DiffViewProps = { before: string; after: string; className?: string };

/** The difference of two JSON texts: removed lines above added ones, with unchanged parts folded. */
export function DiffView({ before, after, className }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const { added, removed } = useMemo(() => countChangedLines(before, after), [before, after]);
  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          json(),
          lineNumbers(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of(NAME),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            collapseUnchanged: UNCHANGED,
            diffConfig: DIFF_LIMITS,
          }),
          diffTheme,
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after]);
  if (before === after) return <p className="text-ink-2 text-sm">No differences.</p>;
  return (
    <figure className={cn('overflow-hidden rounded-lg border bg-surface', className)}>
      <figcaption className="tabular flex h-9 items-center gap-3 border-b bg-canvas px-3 text-xs">
        <span className="text-live">{`+${String(added)} added`}</span>
        <span className="text-failed">{`−${String(removed)} removed`}</span>
      </figcaption>
      <div ref={host} />
    </figure>
  );
}
