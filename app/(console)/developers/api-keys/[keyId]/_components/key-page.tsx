'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, RefreshCw } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { type ApiKey, KeyStatus } from '@/app/_features/api-key/key-columns';
import { RevokeKeyDialog } from '@/app/_features/api-key/revoke-key-dialog';
import { RequestLog } from '@/app/_features/request/request-log';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { KeyFacts } from './key-facts';

const RotateKeyDialog = dynamic(() =>
  import('../../_components/rotate-key-dialog').then((module) => module.RotateKeyDialog),
);

/** The page of a key: its facts and its requests. */
export function KeyPage({ keyId }: { keyId: string }) {
  const trpc = useTRPC();
  const found = useQuery(trpc.apiKey.get.queryOptions({ keyId }));
  const error = toShownError(found.error);
  if (!found.data) return error ? <ErrorState error={error} onRetry={found.refetch} /> : <KeySkeleton />;
  return (
    <Page>
      <Crumb label={found.data.name} />
      <KeyHeader apiKey={found.data} />
      <div className="space-y-6">
        <KeyFacts apiKey={found.data} />
        <RequestLog keyId={keyId} wasUsed={found.data.lastUsedAt !== null} />
      </div>
    </Page>
  );
}

function KeyHeader({ apiKey }: { apiKey: ApiKey }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const mayWrite = useCan('keys:write');
  const [task, setTask] = useState<'rotate' | 'revoke' | null>(null);
  const close = () => {
    setTask(null);
    void invalidate(cache, trpc.apiKey.get.pathFilter());
  };
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-3 [overflow-wrap:anywhere]">
            {apiKey.name} <KeyStatus apiKey={apiKey} />
          </span>
        }
        description={
          <span className="font-mono text-sm">
            {apiKey.prefix}…{apiKey.lastFour}
          </span>
        }
        actions={
          mayWrite &&
          apiKey.status === 'active' && (
            <>
              {apiKey.rotatedToId === null && (
                <Button onClick={() => setTask('rotate')}>
                  <RefreshCw aria-hidden /> Rotate
                </Button>
              )}
              <Button variant="danger" onClick={() => setTask('revoke')}>
                <Ban aria-hidden /> Revoke
              </Button>
            </>
          )
        }
      />
      {task === 'rotate' && <RotateKeyDialog apiKey={apiKey} onClose={close} />}
      <RevokeKeyDialog apiKey={task === 'revoke' ? apiKey : null} onClose={close} />
    </>
  );
}

function KeySkeleton() {
  return (
    <Page>
      <p role="status" className="sr-only">
        Loading the key
      </p>
      <div className="mb-5 space-y-2">
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="w-40" />
      </div>
      <Card className="h-56">
        <div className="space-y-4 p-4">
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </div>
      </Card>
    </Page>
  );
}
