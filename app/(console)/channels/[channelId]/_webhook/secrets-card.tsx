'use client';
import { KeyRound, RefreshCw } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { shortId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';

const RotateSecretDialog = dynamic(() =>
  import('./rotate-secret-dialog').then((module) => module.RotateSecretDialog),
);

/** The active signing secrets, without their text. */
export function SecretsCard({ channel }: { channel: Channel }) {
  const mayWrite = useCan('channels:write');
  const [rotating, setRotating] = useState(false);
  const { secrets } = channel;
  return (
    <Card>
      <CardHeader
        title="Signing secrets"
        description="Each delivery attempt is signed with every active secret."
        action={
          mayWrite &&
          secrets.length > 0 && (
            <Button size="sm" onClick={() => setRotating(true)}>
              <RefreshCw aria-hidden /> Rotate
            </Button>
          )
        }
      />
      {secrets.length === 0 ? (
        <CardBody className="text-ink-2 text-sm">A secret is created with the first webhook URL.</CardBody>
      ) : (
        <ul className="divide-y">
          {secrets.map(({ id, createdAt, retiresAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
              <KeyRound aria-hidden className="size-4 text-ink-3" />
              <span className="font-mono text-xs" title={id}>
                {shortId(id)}
              </span>
              <span className="text-ink-2">
                created <RelativeTime at={createdAt} />
              </span>
              <span className="ml-auto">
                {retiresAt ? (
                  <span className="flex items-center gap-2 text-ink-2">
                    expires <RelativeTime at={retiresAt} />
                    <StatusBadge tone="waiting">Being replaced</StatusBadge>
                  </span>
                ) : (
                  <StatusBadge tone="live">In use</StatusBadge>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {rotating && <RotateSecretDialog channelId={channel.id} onClose={() => setRotating(false)} />}
    </Card>
  );
}
