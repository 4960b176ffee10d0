'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { SavedViews } from '@/app/_features/saved-view/saved-views';
import { paths } from '@/app/_lib/paths';
import { usePagedFilters } from '@/app/_lib/use-paged-filters';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { Pages } from '@/app/_ui/list/pages';
import { selectRows } from '@/app/_ui/list/row-selection';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { shortId } from '@/app/_ui/value/copyable-id';
import { StatusDot } from '@/app/_ui/value/status-badge';
import { isFiltered, SESSION_FILTERS, toSessionQuery } from '../_model/session-filters';
import { listSessions } from '../_model/session-queries';
import { SESSION_COLUMNS, type SessionRow } from './session-columns';
import { SessionFilterBar } from './session-filter-bar';

const NoMatch = dynamic(() => import('./no-sessions').then((module) => module.NoMatch));
const NoSessions = dynamic(() => import('./no-sessions').then((module) => module.NoSessions));
const EndBar = dynamic(() => import('./end-bar').then((module) => module.EndBar));

/** The sessions of the organization, newest first, refetched while shown. */
export function SessionList() {
  const trpc = useTRPC();
  const { filters, change, clear, goTo } = usePagedFilters(SESSION_FILTERS);
  const mayWrite = useCan('sessions:write');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const sessions = useQuery(listSessions(trpc, filters));
  const error = toShownError(sessions.error);
  const next = sessions.data?.nextCursor ?? null;
  const chosen = sessions.data?.items.filter(({ id }) => picked.has(id)) ?? [];
  const filtered = isFiltered(filters) || filters.cursor !== null;
  return (
    <Page width="table">
      <PageHeader
        title="Sessions"
        description="Every run of a flow, updated live."
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href={paths.sessionFile()}>Open a session file</Link>
            </Button>
            <SavedViews
              page="sessions"
              path={paths.sessions()}
              query={toSessionQuery({ ...filters, cursor: null }).slice(1)}
            />
            <LiveMark stale={error !== null} />
          </>
        }
      />
      <SessionFilterBar
        filters={filters}
        onChange={change}
        onClear={clear}
        channels={['api', ...(sessions.data?.items ?? []).flatMap(listNamed)]}
      />
      {error && sessions.data && (
        <div className="mb-4">
          <ErrorNote error={error} />
        </div>
      )}
      {chosen.length > 0 && <EndBar rows={chosen} onDone={() => setPicked(new Set())} />}
      <Card>
        <DataTable
          label="Sessions"
          columns={SESSION_COLUMNS}
          rows={sessions.data?.items}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.session(id)}
          error={error}
          onRetry={sessions.refetch}
          skeletonRows={10}
          {...(mayWrite && { selection: selectRows({ picked, onPick: setPicked, rowName }) })}
          empty={filtered ? <NoMatch further={next !== null} onClear={clear} /> : <NoSessions />}
        />
      </Card>
      <Pages
        isNewest={filters.cursor === null}
        onNewest={() => change({ cursor: null })}
        next={next}
        pending={sessions.isPlaceholderData}
        onOlder={goTo}
      />
    </Page>
  );
}

function rowName({ flowName, id }: SessionRow): string {
  return `${flowName} ${shortId(id)}`;
}

// A channel of ours has an entry of its own.
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
