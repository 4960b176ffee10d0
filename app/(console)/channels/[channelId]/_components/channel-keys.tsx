'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { KEY_COLUMNS } from '@/app/_features/api-key/key-columns';
import { RevokeKeyDialog } from '@/app/_features/api-key/revoke-key-dialog';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { Card, CardFooter, CardHeader } from '@/app/_ui/page/card';
import { EmptyState } from '@/app/_ui/state/empty-state';

const NewKeyDialog = dynamic(() =>
  import('@/app/_features/api-key/new-key-dialog').then((module) => module.NewKeyDialog),
);

/** The API keys bound to this channel. */
export function ChannelKeys({ channel }: { channel: Channel }) {
  const trpc = useTRPC();
  const mayWrite = useCan('keys:write');
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const keys = useInfiniteQuery(
    trpc.apiKey.list.infiniteQueryOptions(
      { channelId: channel.id },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const newKey = mayWrite && (
    <Button size="sm" onClick={() => setMaking(true)}>
      <Plus aria-hidden /> New key
    </Button>
  );
  return (
    <Card>
      <CardHeader title="Keys of this channel" description={<About kind={channel.kind} />} action={newKey} />
      <DataTable
        label="Keys of this channel"
        columns={KEY_COLUMNS}
        rows={keys.data?.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => id}
        error={toShownError(keys.error)}
        onRetry={keys.refetch}
        skeletonRows={2}
        {...(mayWrite && {
          actions: (key: ApiKey) =>
            key.status === 'active' && (
              <Button
                variant="ghost"
                size="sm"
                aria-label={`Revoke ${key.name}`}
                onClick={() => setRevoked(key)}
              >
                Revoke
              </Button>
            ),
        })}
        empty={
          <EmptyState icon={KeyRound} title="No key is bound to this channel">
            A bound key gives access to this channel only, and is removed with it.
          </EmptyState>
        }
      />
      {keys.hasNextPage && (
        <CardFooter className="justify-center">
          <Button pending={keys.isFetchingNextPage} onClick={() => void keys.fetchNextPage()}>
            Show older keys
          </Button>
        </CardFooter>
      )}
      {making && <NewKeyDialog channel={channel} onClose={() => setMaking(false)} />}
      <RevokeKeyDialog apiKey={revoked} onClose={() => setRevoked(null)} />
    </Card>
  );
}

function About({ kind }: { kind: Channel['kind'] }) {
  if (kind === 'flowrest')
    return 'Callers of this channel need one of these keys. Keys of the organization are refused.';
  return (
    <>
      These keys give access to this channel in the management API. Its own API accepts{' '}
      <Link href={paths.apiKeys()} className="rounded-sm text-accent underline underline-offset-2">
        keys of the organization
      </Link>
      .
    </>
  );
}
