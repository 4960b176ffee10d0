import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import type { Health } from '@/app/_features/channel/describe-health';
import { paths } from '@/app/_lib/paths';
import { RelativeTime } from '@/app/_ui/value/relative-time';

/** The last webhook error of a channel; nothing while there is none. */
export function LastError({ channel, health }: { channel: Channel; health: Health | undefined }) {
  if (channel.webhookDisabledAt)
    return (
      <Note>
        The endpoint answered 410 Gone <RelativeTime at={channel.webhookDisabledAt} />. Nothing is sent until
        you save another webhook URL.
      </Note>
    );
  if (!health?.lastError) return null;
  const { at, reason, deliveryId } = health.lastError;
  return (
    <Note>
      Last error <RelativeTime at={at} />:{' '}
      <Link href={paths.delivery(deliveryId)} className="rounded-sm underline underline-offset-2">
        {reason}
      </Link>
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="mb-4 flex items-start gap-2 rounded-md border border-failed-dot/40 bg-failed-soft px-3 py-2 text-failed text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
