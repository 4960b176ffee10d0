'use client';
import { useQuery } from '@tanstack/react-query';
import { Layers, Plus } from 'lucide-react';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { type Column, DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type Environment, type EnvironmentTask, listEnvironments } from '../_model/environment-queries';
import { EnvironmentActions } from './environment-actions';

const NEW_DIALOG = lazyModule(() =>
  import('./new-environment-dialog').then((module) => module.NewEnvironmentDialog),
);
const COMPARE_DIALOG = lazyModule(() => import('./compare-dialog').then((module) => module.CompareDialog));
const REMOVE_DIALOG = lazyModule(() =>
  import('./remove-environment-dialog').then((module) => module.RemoveEnvironmentDialog),
);

/** The environments that flows have versions in. */
export function EnvironmentsPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('flows:write');
  const [isNew, setIsNew] = useState(false);
  const [task, setTask] = useState<EnvironmentTask | null>(null);
  const environments = useQuery(listEnvironments(trpc));
  const close = () => setTask(null);
  return (
    <Page>
      <PageHeader
        title="Environments"
        description="Each has its own version of a flow. Channels and API keys start sessions in one of them."
        actions={
          mayWrite && (
            <Button variant="primary" onClick={() => setIsNew(true)}>
              <Plus aria-hidden /> Add environment
            </Button>
          )
        }
      />
      <Card>
        <DataTable
          label="Environments"
          columns={COLUMNS}
          rows={environments.data}
          rowKey={({ name }) => name}
          error={toShownError(environments.error)}
          onRetry={() => environments.refetch()}
          skeletonRows={2}
          actions={(environment: Environment) =>
            environment.createdAt && (
              <EnvironmentActions name={environment.name} mayRemove={mayWrite} onTask={setTask} />
            )
          }
          empty={
            <EmptyState icon={Layers} title="There are no environments">
              Every organization has production.
            </EmptyState>
          }
        />
      </Card>
      {isNew && <LazyDialog from={NEW_DIALOG} isWanted onClose={() => setIsNew(false)} />}
      {task?.kind === 'compare' && (
        <LazyDialog from={COMPARE_DIALOG} isWanted name={task.name} onClose={close} />
      )}
      <LazyDialog
        from={REMOVE_DIALOG}
        isWanted={task?.kind === 'remove'}
        name={task?.kind === 'remove' ? task.name : null}
        onClose={close}
      />
    </Page>
  );
}

const COLUMNS: [Column<Environment>, ...Column<Environment>[]] = [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  {
    key: 'flows',
    header: 'Flows with a version',
    align: 'right',
    cell: ({ flows }) => flows.toLocaleString('en'),
  },
  {
    key: 'created',
    header: 'Created',
    align: 'right',
    cell: ({ createdAt }) =>
      createdAt ? <RelativeTime at={createdAt} /> : <span className="text-ink-3">Always there</span>,
  },
];
