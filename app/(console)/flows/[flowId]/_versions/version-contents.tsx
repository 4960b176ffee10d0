'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { DiffView } from '@/app/_features/flow/diff/diff-view';
import { JsonEditor } from '@/app/_features/flow/editor/json-editor';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { ErrorState } from '@/app/_ui/error-state';
import { Skeleton } from '@/app/_ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/tabs';
import { toComparable } from '../_model/to-comparable';

type VersionContentsProps = {
  flowId: string;
  version: RouterOutputs['flow']['getVersion'];
  draftText: string;
};

/** A version as it is, beside the one before it, and beside the draft. */
export function VersionContents({ flowId, version, draftText }: VersionContentsProps) {
  const [tab, setTab] = useState('json');
  const text = useMemo(() => formatJson(version.definition), [version.definition]);
  const previous = version.number - 1;
  return (
    <Tabs value={tab} onValueChange={setTab}>
      <TabsList aria-label="What to look at">
        <TabsTrigger value="json">JSON</TabsTrigger>
        <TabsTrigger value="draft">Since then, in the draft</TabsTrigger>
        {previous > 0 && <TabsTrigger value="previous">{`New since v${String(previous)}`}</TabsTrigger>}
      </TabsList>
      <TabsContent value="json" className="mt-4 h-[min(55dvh,520px)] overflow-hidden rounded-lg border">
        <JsonEditor
          readOnly
          label={`Version ${String(version.number)}, JSON`}
          initialText={text}
          className="h-full"
        />
      </TabsContent>
      <TabsContent value="draft" className="mt-4">
        <DiffView before={text} after={toComparable(draftText)} />
      </TabsContent>
      {previous > 0 && (
        <TabsContent value="previous" className="mt-4">
          <SincePrevious flowId={flowId} number={previous} text={text} />
        </TabsContent>
      )}
    </Tabs>
  );
}

function SincePrevious({ flowId, number, text }: { flowId: string; number: number; text: string }) {
  const trpc = useTRPC();
  const before = useQuery(
    trpc.flow.getVersion.queryOptions({ flowId, number }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const error = toShownError(before.error);
  if (before.data) return <DiffView before={formatJson(before.data.definition)} after={text} />;
  return error ? <ErrorState error={error} onRetry={before.refetch} /> : <Skeleton className="h-60 w-full" />;
}
