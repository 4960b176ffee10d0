'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GitCommitVertical } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { Card, CardFooter } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { listVersions } from '../_model/flow-queries';
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
  const number = opened && /^\d{1,9}$/.test(opened) ? Number(opened) : null;
  return (
    <div className="mx-auto w-full max-w-6xl space-y-4 px-4 py-6 md:px-6">
      {flow.published && <RunningSessions flowId={flow.id} current={flow.published.number} />}
      <Card>
        <DataTable
          label="Versions"
          columns={columnsOf(nameAuthor)}
          rows={versions.data?.pages.flatMap((page) => page.items)}
          rowKey={(version) => version.id}
          rowHref={(version) => `?tab=versions&version=${String(version.number)}`}
          error={toShownError(versions.error)}
          onRetry={versions.refetch}
          empty={
            <EmptyState icon={GitCommitVertical} title="No published versions yet">
              Publishing creates a numbered copy of the draft that never changes. New sessions run the newest
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
): readonly [Column<Version>, ...Column<Version>[]] {
  return [
    {
      key: 'number',
      header: 'Version',
      cell: ({ number, current }) => (
        <span className="inline-flex items-center gap-2">
          {`v${String(number)}`}
          {current && <StatusBadge tone="live">Live</StatusBadge>}
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
