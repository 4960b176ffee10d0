'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { GitCommitVertical } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardFooter } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { type FlowEnvironment, listFlowEnvironments, listVersions } from '../_model/flow-queries';
import { EnvironmentsCard } from './environments-card';
import { RunningSessions } from './running-sessions';
import { useAuthors } from './use-authors';
import { VersionDialog } from './version-dialog';

type Version = RouterOutputs['flow']['listVersions']['items'][number];

/** Every published version, the newest first. */
export function VersionsPane({ flow, draft }: { flow: Flow; draft: DraftControl }) {
  const trpc = useTRPC();
  const nameAuthor = useAuthors();
  const [opened, setOpened] = useQueryState('version');
  const versions = useInfiniteQuery(listVersions(trpc, flow.id));
  const environments = useQuery(listFlowEnvironments(trpc, flow.id));
  const newest = versions.data?.pages[0]?.items[0]?.number ?? 0;
  const number = opened && /^\d{1,9}$/.test(opened) ? Number(opened) : null;
  return (
    <div className="mx-auto w-full max-w-6xl space-y-4 px-4 py-6 md:px-6">
      {newest > 0 && environments.data && (
        <EnvironmentsCard flowId={flow.id} environments={environments.data} newest={newest} />
      )}
      {flow.published && <RunningSessions flowId={flow.id} current={flow.published.number} />}
      <Card>
        <DataTable
          label="Versions"
          columns={columnsOf(nameAuthor, environments.data ?? [])}
          rows={versions.data?.pages.flatMap((page) => page.items)}
          rowKey={(version) => version.id}
          rowHref={(version) => `?tab=versions&version=${String(version.number)}`}
          error={toShownError(versions.error)}
          onRetry={versions.refetch}
          empty={
            <EmptyState icon={GitCommitVertical} title="No published versions yet">
              Publishing creates a numbered copy of the draft that never changes. New sessions run the live
              version; running sessions stay on theirs until you move them.
            </EmptyState>
          }
        />
        {versions.hasNextPage && (
          <CardFooter className="justify-center">
            <Button pending={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
              Load more
            </Button>
          </CardFooter>
        )}
      </Card>
      <VersionDialog
        key={number}
        number={number}
        newest={newest}
        flow={flow}
        draft={draft}
        nameAuthor={nameAuthor}
        onClose={() => setOpened(null)}
      />
    </div>
  );
}

function columnsOf(
  nameAuthor: (createdBy: string | null) => string,
  environments: readonly FlowEnvironment[],
): readonly [Column<Version>, ...Column<Version>[]] {
  return [
    {
      key: 'number',
      header: 'Version',
      cell: ({ id, number, current }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {`v${String(number)}`}
          {current && <StatusBadge tone="live">Live</StatusBadge>}
          {environments
            .filter(({ environment }) => environment !== 'production')
            .filter(({ versions }) => versions.some(({ versionId }) => versionId === id))
            .map(({ environment }) => (
              <Badge key={environment}>{environment}</Badge>
            ))}
        </span>
      ),
    },
    {
      key: 'note',
      header: 'Note',
      cell: ({ note }) => note || <span className="text-ink-3">No note</span>,
      className: 'md:w-1/2',
    },
    { key: 'who', header: 'By', cell: ({ createdBy }) => nameAuthor(createdBy) },
    {
      key: 'when',
      header: 'Published',
      align: 'right',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
