'use client';
import { useQuery } from '@tanstack/react-query';
import { LockKeyhole, Plus } from 'lucide-react';
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
import type { Secret, SecretTask } from '../_model/secret';
import { listSecrets } from '../_model/secret-queries';
import { SECRET_COLUMNS } from './columns';
import { SecretActions } from './secret-actions';

const SECRET_DIALOG = lazyModule(() => import('./secret-dialog').then((module) => module.SecretDialog));
const REMOVE_DIALOG = lazyModule(() =>
  import('./remove-secret-dialog').then((module) => module.RemoveSecretDialog),
);

/** The secrets that flows send with calls, without their values. */
export function SecretsPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('settings:write');
  const [task, setTask] = useState<SecretTask | null>(null);
  const secrets = useQuery(listSecrets(trpc));
  const close = () => setTask(null);
  const addSecret = mayWrite && (
    <Button variant="primary" onClick={() => setTask({ kind: 'add' })}>
      <Plus aria-hidden /> Add secret
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Secrets"
        description="API keys and passwords that flows send with calls. Their values are stored encrypted and never shown."
        actions={addSecret}
      />
      <Card>
        <DataTable
          label="Secrets"
          columns={SECRET_COLUMNS}
          rows={secrets.data}
          rowKey={({ name }) => name}
          error={toShownError(secrets.error)}
          onRetry={() => secrets.refetch()}
          skeletonRows={3}
          {...(mayWrite
            ? { actions: (secret: Secret) => <SecretActions secret={secret} onTask={setTask} /> }
            : {})}
          empty={<NoSecrets mayWrite={mayWrite} action={addSecret} />}
        />
      </Card>
      {task !== null && task.kind !== 'remove' && (
        <LazyDialog
          from={SECRET_DIALOG}
          isWanted
          secret={task.kind === 'replace' ? task.secret : null}
          known={secrets.data ?? []}
          onClose={close}
        />
      )}
      <LazyDialog
        from={REMOVE_DIALOG}
        isWanted={task?.kind === 'remove'}
        secret={task?.kind === 'remove' ? task.secret : null}
        environment={task?.kind === 'remove' ? task.environment : undefined}
        onClose={close}
      />
    </Page>
  );
}

function NoSecrets({ mayWrite, action }: { mayWrite: boolean; action: ReactNode }) {
  return (
    <EmptyState icon={LockKeyhole} title="There are no secrets yet" action={action}>
      Add the key of a service, and write <code className="font-mono text-xs">{'{{ $secret.NAME }}'}</code> in
      the URL, query, headers or body of a call. The value appears in no flow, session or export.
      {!mayWrite && ' An admin or owner can add secrets.'}
    </EmptyState>
  );
}
