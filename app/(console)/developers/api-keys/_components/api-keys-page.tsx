'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { type ApiKey, KEY_COLUMNS } from '@/app/_features/api-key/key-columns';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { DataTable } from '@/app/_ui/list/data-table';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { ShowMore } from '@/app/_ui/list/show-more';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import { KEY_PARAMS, listKeys } from '../_model/key-queries';
import type { KeyTask } from '../_model/key-task';
import { KeyActions } from './key-actions';

const NEW_KEY_DIALOG = lazyModule(() =>
  import('@/app/_features/api-key/new-key-dialog').then((module) => module.NewKeyDialog),
);
const ROTATE_KEY_DIALOG = lazyModule(() =>
  import('./rotate-key-dialog').then((module) => module.RotateKeyDialog),
);
const REVOKE_KEY_DIALOG = lazyModule(() =>
  import('@/app/_features/api-key/revoke-key-dialog').then((module) => module.RevokeKeyDialog),
);

const STATUSES = [{ value: 'active', label: 'Active' }];

/** The organization's API keys and the actions on them. */
export function ApiKeysPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('keys:write');
  const [task, setTask] = useState<KeyTask | null>(null);
  const [params, set] = useQueryStates(KEY_PARAMS);
  const { search, status, new: isNew } = params;
  const keys = useInfiniteQuery(listKeys(trpc, params));
  const setCreating = (open: boolean) => void set({ new: open });
  const newKey = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden /> New key
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="API keys"
        description="Other software authenticates with a key. A key acts for the whole organization, within its scopes."
        actions={newKey}
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search keys"
          value={search}
          onSearch={(text) => void set({ search: text })}
          className="w-80 max-w-full"
        />
        <FilterChip
          single
          label="Status"
          options={STATUSES}
          selected={status ? [status] : []}
          onChange={([chosen]) => void set({ status: chosen ? 'active' : null })}
        />
      </div>
      <Card>
        <DataTable
          label="API keys"
          columns={KEY_COLUMNS}
          rows={keys.data?.pages.flatMap(({ items }) => items)}
          rowKey={({ id }) => id}
          rowHref={({ id }) => paths.apiKey(id)}
          error={toShownError(keys.error)}
          onRetry={() => keys.refetch()}
          {...(mayWrite
            ? { actions: (apiKey: ApiKey) => <KeyActions apiKey={apiKey} onTask={setTask} /> }
            : {})}
          empty={
            search || status ? (
              <NoResults title="No matching keys" onClear={() => void set(null)} />
            ) : (
              <EmptyState icon={KeyRound} title="No API key yet" action={newKey}>
                Create one to start sessions and manage flows from your own software.
              </EmptyState>
            )
          }
        />
      </Card>
      <ShowMore query={keys}>Show older keys</ShowMore>
      {isNew && mayWrite && <LazyDialog from={NEW_KEY_DIALOG} isWanted onClose={() => setCreating(false)} />}
      {task?.kind === 'rotate' && (
        <LazyDialog from={ROTATE_KEY_DIALOG} isWanted apiKey={task.apiKey} onClose={() => setTask(null)} />
      )}
      <LazyDialog
        from={REVOKE_KEY_DIALOG}
        isWanted={task?.kind === 'revoke'}
        apiKey={task?.kind === 'revoke' ? task.apiKey : null}
        onClose={() => setTask(null)}
      />
    </Page>
  );
}
