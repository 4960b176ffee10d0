'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { LazyDiffView } from '@/app/_features/flow/diff/lazy-diff-view';
import { type ChangeSummary, summarizeChange } from '@/app/_features/flow/diff/summarize-change';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { Flow } from '../_draft/use-draft';
import { Difference } from './difference';

/** The changes of the draft since the published version, by node and line by line. */
export function DraftChanges({ flow, draftText }: { flow: Flow; draftText: string }) {
  if (!flow.published) return null;
  return <SinceVersion flowId={flow.id} number={flow.published.number} draftText={draftText} />;
}

function SinceVersion({ flowId, number, draftText }: { flowId: string; number: number; draftText: string }) {
  const trpc = useTRPC();
  const version = useQuery(
    trpc.flow.getVersion.queryOptions({ flowId, number }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const error = toShownError(version.error);
  return (
    <section aria-label={`Changes since v${String(number)}`} className="space-y-2">
      <h3 className="font-medium text-sm">{`Changes since v${String(number)}`}</h3>
      {error && <ErrorNote error={error} />}
      {!version.data && !error && <LoadingChange />}
      {version.data && <Change number={number} before={version.data.definition} draftText={draftText} />}
    </section>
  );
}

/** As high as the canvases and lines that follow, so that nothing below moves when they are there. */
function LoadingChange() {
  return (
    <div className="space-y-3">
      <div className="grid gap-3 md:grid-cols-2">
        <Skeleton className="h-[323px] w-full" />
        <Skeleton className="h-[323px] w-full" />
      </div>
      <Skeleton className="h-[286px] w-full" />
    </div>
  );
}

type ChangeProps = { number: number; before: unknown; draftText: string };

function Change({ number, before, draftText }: ChangeProps) {
  const parsed = useMemo(() => parseDraft(draftText), [draftText]);
  if (!parsed.ok) return <LazyDiffView before={formatJson(before)} after={draftText} />;
  return (
    <>
      <Summary change={summarizeChange(before, parsed.draft)} />
      <Difference
        before={{ name: `v${String(number)}`, definition: before }}
        after={{ name: 'Draft', definition: parsed.draft }}
        className="[--diff-height:248px]"
      />
    </>
  );
}

function Summary({ change: { added, removed, changed, elsewhere, layout } }: { change: ChangeSummary }) {
  const rows: [word: string, ids: string[]][] = [
    ['Added', added],
    ['Changed', changed],
    ['Removed', removed],
  ];
  const shown = rows.filter(([, ids]) => ids.length > 0);
  if (shown.length === 0) return <UnchangedNodes elsewhere={elsewhere} layout={layout} />;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {shown.map(([word, ids]) => (
        <div key={word} className="contents">
          <dt className="text-ink-2">{word}</dt>
          <dd className="min-w-0 break-words font-mono text-xs leading-5">{list(ids)}</dd>
        </div>
      ))}
    </dl>
  );
}

function UnchangedNodes({ elsewhere, layout }: Pick<ChangeSummary, 'elsewhere' | 'layout'>) {
  const parts = [elsewhere && 'flow settings', layout && 'frames or notes on the canvas'].filter(Boolean);
  if (parts.length === 0) return null;
  return <p className="text-ink-2 text-sm">{`No nodes changed, only ${parts.join(' and ')}.`}</p>;
}

const MOST = 12;

function list(ids: string[]): string {
  const more = ids.length - MOST;
  return ids.slice(0, MOST).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
