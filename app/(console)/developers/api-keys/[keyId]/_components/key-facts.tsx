'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { Card } from '@/app/_ui/page/card';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId, shortId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';

const LINK = 'rounded-sm text-accent hover:underline';

/** The scopes, times and creator of a key. */
export function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const trpc = useTRPC();
  const members = useQuery(trpc.account.listColleagues.queryOptions());
  const { id, scopes, channelId, createdBy, createdAt, lastUsedAt, expiresAt, revokedAt, rotatedToId } =
    apiKey;
  const maker = members.data?.find(({ userId }) => userId === createdBy)?.name;
  return (
    <Card>
      <dl className="divide-y">
        <Fact name="Scopes">
          <span className="flex flex-wrap gap-1">
            {scopes.map((scope) => (
              <Badge key={scope} className="font-mono font-normal">
                {scope}
              </Badge>
            ))}
          </span>
        </Fact>
        {channelId && (
          <Fact name="Channel">
            <Link href={paths.channel(channelId)} className={LINK}>
              Only {shortId(channelId)}
            </Link>
          </Fact>
        )}
        <Fact name="Created">
          <RelativeTime at={createdAt} />
          {maker && <span className="text-ink-2"> by {maker}</span>}
        </Fact>
        <Fact name="Last used">{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'Never'}</Fact>
        {revokedAt ? (
          <Fact name="Revoked">
            <RelativeTime at={revokedAt} />
          </Fact>
        ) : (
          <Fact name="Expires">{expiresAt ? <RelativeTime at={expiresAt} /> : 'Never'}</Fact>
        )}
        {rotatedToId && (
          <Fact name="Replaced by">
            <Link href={paths.apiKey(rotatedToId)} className={LINK}>
              the key that replaces it
            </Link>
          </Fact>
        )}
        <Fact name="Id">
          <CopyableId id={id} label="key id" full />
        </Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-10 items-center gap-x-4 px-4 py-2 text-sm sm:grid-cols-[140px_1fr]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
