'use client';
import { useQuery } from '@tanstack/react-query';
import { Plug, Plus } from 'lucide-react';
import { useQueryState } from 'nuqs';
import { type ReactNode, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { parseAsFlag } from '@/app/_lib/query-parsers';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { EmptyState } from '@/app/_ui/state/empty-state';
import type { Connection, ConnectionTask } from '../_model/connection';
import { listConnections } from '../_model/connection-queries';
import { CONNECTION_COLUMNS } from './columns';
import { ConnectionActions } from './connection-actions';

const CONNECTION_DIALOG = lazyModule(() =>
  import('./connection-dialog').then((module) => module.ConnectionDialog),
);
const TEST_DIALOG = lazyModule(() =>
  import('./test-connection-dialog').then((module) => module.TestConnectionDialog),
);
const REMOVE_DIALOG = lazyModule(() =>
  import('./remove-connection-dialog').then((module) => module.RemoveConnectionDialog),
);

/** The services and models that flows call, without their credentials. */
export function ConnectionsPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('settings:write');
  const [task, setTask] = useState<ConnectionTask | null>(null);
  const connections = useQuery(listConnections(trpc));
  const [isNew, setNew] = useQueryState('new', parseAsFlag);
  const close = () => {
    setTask(null);
    void setNew(null);
  };
  const addConnection = mayWrite && (
    <Button variant="primary" onClick={() => void setNew(true)}>
      <Plus aria-hidden /> New connection
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Connections"
        description="Services and models that flows call: their address and the way of signing in, named once. Credentials are stored encrypted and never shown."
        actions={addConnection}
      />
      <Card>
        <DataTable
          label="Connections"
          columns={CONNECTION_COLUMNS}
          rows={connections.data}
          rowKey={({ name }) => name}
          error={toShownError(connections.error)}
          onRetry={() => connections.refetch()}
          skeletonRows={3}
          {...(mayWrite
            ? {
                actions: (connection: Connection) => (
                  <ConnectionActions connection={connection} onTask={setTask} />
                ),
              }
            : {})}
          empty={<NoConnections mayWrite={mayWrite} action={addConnection} />}
        />
      </Card>
      {((isNew && mayWrite) || task?.kind === 'edit') && (
        <LazyDialog
          from={CONNECTION_DIALOG}
          isWanted
          connection={task?.kind === 'edit' ? task.connection : null}
          known={connections.data ?? []}
          onClose={close}
        />
      )}
      {task?.kind === 'test' && (
        <LazyDialog from={TEST_DIALOG} isWanted connection={task.connection} onClose={close} />
      )}
      <LazyDialog
        from={REMOVE_DIALOG}
        isWanted={task?.kind === 'remove'}
        connection={task?.kind === 'remove' ? task.connection : null}
        onClose={close}
      />
    </Page>
  );
}

function NoConnections({ mayWrite, action }: { mayWrite: boolean; action: ReactNode }) {
  return (
    <EmptyState icon={Plug} title="There are no connections yet" action={action}>
      Add a service or a model once, and choose it in the nodes of flows that call it.
      {!mayWrite && ' An admin or owner can add connections.'}
    </EmptyState>
  );
}
