'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { StatusDot } from '@/app/_ui/value/status-badge';
import { isFiltered, NO_FILTERS, toListInput } from '../_model/session-filters';
import { NoMatch, NoSessions } from './no-sessions';
import { SESSION_COLUMNS, type SessionRow } from './session-columns';
import { SessionFilterBar } from './session-filter-bar';
import { useSessionFilters } from './use-session-filters';

const ROWS = 50;
// The page in sight is read again, one indexed query, while someone looks at it. A stream of every turn would cost by the
// traffic of the organization, this costs by the number of people looking.
const LIVE_MS = 3_000;

/** The sessions of the organization, newest first, as they are now. */
export function SessionList() {
  const trpc = useTRPC();
  const { filters, change, goTo } = useSessionFilters();
  const sessions = useQuery(
    trpc.session.list.queryOptions(
      { ...toListInput(filters), limit: ROWS },
      { refetchInterval: LIVE_MS, placeholderData: keepPreviousData },
    ),
  );
  const error = toShownError(sessions.error);
  const next = sessions.data?.nextCursor ?? null;
  const filtered = isFiltered(filters) || filters.cursor !== null;
  return (
    <Page width="table">
      <PageHeader
        title="Sessions"
        description="Every run of a flow, updated live."
        actions={<LiveMark stale={error !== null} />}
      />
      <SessionFilterBar
        filters={filters}
        onChange={change}
        channels={['api', ...(sessions.data?.items ?? []).flatMap(listNamed)]}
      />
      {error && sessions.data && (
        <div className="mb-4">
          <ErrorNote error={error} />
        </div>
      )}
      <Card className="md:[&_:is(td,th)]:px-2.5 md:[&_:is(td,th):first-child]:pl-4 md:[&_:is(td,th):last-child]:pr-4">
        <DataTable
          label="Sessions"
          columns={SESSION_COLUMNS}
          rows={sessions.data?.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.session(id)}
          error={error}
          onRetry={sessions.refetch}
          skeletonRows={10}
          empty={
            filtered ? <NoMatch further={next !== null} onClear={() => change(NO_FILTERS)} /> : <NoSessions />
          }
        />
      </Card>
      <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
        {filters.cursor !== null && (
          <Button size="sm" onClick={() => change({ cursor: null })}>
            <ArrowLeft aria-hidden /> Newest
          </Button>
        )}
        {next !== null && (
          // While the rows are still those before, so is what comes after them.
          <Button size="sm" pending={sessions.isPlaceholderData} onClick={() => goTo(next)}>
            Older <ArrowRight aria-hidden />
          </Button>
        )}
      </nav>
    </Page>
  );
}

// A channel of ours is listed by itself.
function listNamed({ channel, channelId }: SessionRow): string[] {
  return channelId === null ? [channel] : [];
}

function LiveMark({ stale }: { stale: boolean }) {
  return (
    <span className="flex items-center gap-1.5 text-ink-2 text-sm">
      <StatusDot tone={stale ? 'failed' : 'live'} pulse={!stale} />
      {stale ? 'Not up to date' : 'Live'}
    </span>
  );
}
