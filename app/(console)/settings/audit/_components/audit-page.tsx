'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { DataTable } from '@/app/_ui/list/data-table';
import { ShowMore } from '@/app/_ui/list/show-more';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { AUDIT_FILTERS, toAuditInput, toAuditQuery } from '../_model/audit-filters';
import { listAudit } from '../_model/audit-queries';
import { AUDIT_COLUMNS } from './audit-columns';
import { AuditFilterBar } from './audit-filter-bar';

const ENTRY_DIALOG = lazyModule(() => import('./entry-dialog').then((module) => module.EntryDialog));

const NO_FILTERS = { actor: '', thing: '', id: '', search: '' };

/** Who changed what, and when. Entries are never altered. */
export function AuditPage() {
  const trpc = useTRPC();
  const [filters, change] = useQueryStates(AUDIT_FILTERS);
  const entries = useInfiniteQuery(listAudit(trpc, filters));
  const rows = entries.data?.pages.flatMap(({ items }) => items);
  const isFiltered = Object.keys(toAuditInput(filters)).length > 0;
  return (
    <Page width="table">
      <PageHeader
        title="Audit log"
        description="Every change in this organization, with old and new values, and security events such as sign-ins. Entries cannot be edited."
      />
      <AuditFilterBar
        filters={filters}
        rows={rows ?? []}
        onChange={change}
        onClear={() => change(NO_FILTERS)}
      />
      <Card>
        <DataTable
          label="Audit log"
          columns={AUDIT_COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.audit() + toAuditQuery({ ...filters, entry: id })}
          error={toShownError(entries.error)}
          onRetry={() => entries.refetch()}
          skeletonRows={8}
          empty={isFiltered ? <NoMatch onClear={() => change(NO_FILTERS)} /> : <NoEntries />}
        />
      </Card>
      <ShowMore query={entries}>Show older entries</ShowMore>
      <LazyDialog
        from={ENTRY_DIALOG}
        isWanted={filters.entry !== ''}
        entry={rows?.find(({ id }) => id === filters.entry) ?? null}
        onClose={() => change({ entry: '' })}
        onNarrow={(part) => void change({ ...NO_FILTERS, entry: '', ...part })}
      />
    </Page>
  );
}

function NoEntries() {
  return (
    <EmptyState icon={ScrollText} title="Nothing is recorded yet">
      Published flows, changed channels, API keys, invitations and sign-ins will be listed here, with who did
      it and from where.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return <NoResults title="No matching entries" onClear={onClear} />;
}
