'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { LazyDiffView } from '@/app/_features/flow/diff/lazy-diff-view';
import { JsonEditor } from '@/app/_features/flow/editor/json-editor';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { CertificateView } from './certificate-view';
import { Difference } from './difference';

type Version = RouterOutputs['flow']['getVersion'];

type VersionContentsProps = {
  flowId: string;
  version: Version;
  /** The number of the newest version. */
  newest: number;
  draftText: string;
};

/** A version as JSON, compared with another version or the draft, and what was shown about it. */
export function VersionContents({ flowId, version, newest, draftText }: VersionContentsProps) {
  const [tab, setTab] = useState('json');
  const text = useMemo(() => formatJson(version.definition), [version.definition]);
  const others = Array.from({ length: newest }, (_, index) => newest - index).filter(
    (number) => number !== version.number,
  );
  return (
    <Tabs value={tab} onValueChange={setTab}>
      <TabsList aria-label="Version views">
        <TabsTrigger value="json">JSON</TabsTrigger>
        <TabsTrigger value="draft">Compare with draft</TabsTrigger>
        {others.length > 0 && <TabsTrigger value="other">Compare with another version</TabsTrigger>}
        <TabsTrigger value="certificate">Certificate</TabsTrigger>
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
        <SinceThen version={version} text={text} draftText={draftText} />
      </TabsContent>
      {others.length > 0 && (
        <TabsContent value="other" className="mt-4">
          <AgainstOther flowId={flowId} version={version} others={others} />
        </TabsContent>
      )}
      <TabsContent value="certificate" className="mt-4">
        <CertificateView certificate={version.certificate} />
      </TabsContent>
    </Tabs>
  );
}

function SinceThen({ version, text, draftText }: { version: Version; text: string; draftText: string }) {
  const parsed = useMemo(() => parseDraft(draftText), [draftText]);
  // A draft that is not valid JSON is compared as text.
  if (!parsed.ok) return <LazyDiffView before={text} after={draftText} />;
  return (
    <Difference
      before={{ name: `v${String(version.number)}`, definition: version.definition }}
      after={{ name: 'Draft', definition: parsed.draft }}
    />
  );
}

type AgainstOtherProps = { flowId: string; version: Version; others: readonly number[] };

// The older version is always at the left.
function AgainstOther({ flowId, version, others }: AgainstOtherProps) {
  const id = useId();
  const before = others.find((number) => number < version.number) ?? others[0] ?? 0;
  const [number, setNumber] = useState(before);
  return (
    <div className="space-y-3">
      <label htmlFor={id} className="flex items-center gap-2 text-sm">
        Compare with
        <select
          id={id}
          value={number}
          onChange={(event) => setNumber(Number(event.target.value))}
          className="field h-8 w-24 px-2 text-sm"
        >
          {others.map((other) => (
            <option key={other} value={other}>{`v${String(other)}`}</option>
          ))}
        </select>
      </label>
      <OtherVersion key={number} flowId={flowId} version={version} number={number} />
    </div>
  );
}

function OtherVersion({ flowId, version, number }: { flowId: string; version: Version; number: number }) {
  const trpc = useTRPC();
  const other = useQuery(
    trpc.flow.getVersion.queryOptions({ flowId, number }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const error = toShownError(other.error);
  if (!other.data)
    return error ? (
      <ErrorState error={error} onRetry={other.refetch} />
    ) : (
      <Skeleton className="h-60 w-full" />
    );
  const sides = [other.data, version].sort((a, b) => a.number - b.number);
  const [before, after] = sides.map(({ number: own, definition }) => ({
    name: `v${String(own)}`,
    definition,
  }));
  return before && after ? <Difference before={before} after={after} /> : null;
}
