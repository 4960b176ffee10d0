'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { listConfigValues } from '../_model/config-queries';
import type { ConfigTask, ConfigValue } from '../_model/config-value';
import { CONFIG_COLUMNS } from './columns';
import { ConfigActions } from './config-actions';

const CONFIG_DIALOG = lazyModule(() => import('./config-dialog').then((module) => module.ConfigDialog));
const REMOVE_DIALOG = lazyModule(() =>
  import('./remove-config-dialog').then((module) => module.RemoveConfigDialog),
);

/** The configuration values that flows read. */
export function ConfigurationPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('settings:write');
  const [task, setTask] = useState<ConfigTask | null>(null);
  const values = useQuery(listConfigValues(trpc));
  const close = () => setTask(null);
  const addValue = mayWrite && (
    <Button variant="primary" onClick={() => setTask({ kind: 'add' })}>
      <Plus aria-hidden /> Add value
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Configuration"
        description="Values that flows read as $config.NAME, such as a limit or an address. A session keeps the values that it started with."
        actions={addValue}
      />
      <Card>
        <DataTable
          label="Configuration values"
          columns={CONFIG_COLUMNS}
          rows={values.data}
          rowKey={({ name }) => name}
          error={toShownError(values.error)}
          onRetry={() => values.refetch()}
          skeletonRows={3}
          {...(mayWrite
            ? { actions: (value: ConfigValue) => <ConfigActions value={value} onTask={setTask} /> }
            : {})}
          empty={<NoValues mayWrite={mayWrite} action={addValue} />}
        />
      </Card>
      {task !== null && task.kind !== 'remove' && (
        <LazyDialog
          from={CONFIG_DIALOG}
          isWanted
          value={task.kind === 'change' ? task.value : null}
          known={values.data ?? []}
          onClose={close}
        />
      )}
      <LazyDialog
        from={REMOVE_DIALOG}
        isWanted={task?.kind === 'remove'}
        value={task?.kind === 'remove' ? task.value : null}
        environment={task?.kind === 'remove' ? task.environment : undefined}
        onClose={close}
      />
    </Page>
  );
}

function NoValues({ mayWrite, action }: { mayWrite: boolean; action: ReactNode }) {
  return (
    <EmptyState icon={SlidersHorizontal} title="There are no configuration values yet" action={action}>
      Add a value, and read it as <code className="font-mono text-xs">$config.NAME</code> in any text or
      expression of a flow. Changing it needs no new version of the flow.
      {!mayWrite && ' An admin or owner can add values.'}
    </EmptyState>
  );
}
