'use client';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { CopyableId, shortId } from '@/app/_ui/value/copyable-id';
import { Countdown } from '@/app/_ui/value/countdown';
import { Fact } from '@/app/_ui/value/fact';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { useNow } from '@/app/_ui/value/use-now';
import type { Delivery } from '../_model/delivery';

/** The session, thread and channel of a delivery, and its times. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const now = useNow();
  const { id, channelId, channelName, sessionId, turnNo, threadId, createdAt, settledAt, dueAt, lastError } =
    delivery;
  return (
    <div className="-mt-3 mb-5">
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Fact label="Channel">
          <Link href={paths.channel(channelId)} className="rounded-sm font-medium text-ink hover:underline">
            {channelName}
          </Link>
        </Fact>
        {sessionId && (
          <Fact label="Session">
            <Link
              href={paths.session(sessionId)}
              className="rounded-sm font-mono text-ink text-xs hover:underline"
            >
              {shortId(sessionId)}
            </Link>
            {turnNo !== null && ` turn ${String(turnNo)}`}
          </Fact>
        )}
        {threadId && (
          <Fact label="Thread">
            <CopyableId id={threadId} label="thread id" />
          </Fact>
        )}
        <Fact label="Id">
          <CopyableId id={id} label="delivery id" />
        </Fact>
        <Fact label="Created">
          <RelativeTime at={createdAt} className="text-ink" />
        </Fact>
        {settledAt && (
          <Fact label="Finished">
            <RelativeTime at={settledAt} className="text-ink" />
          </Fact>
        )}
        {dueAt && Date.parse(dueAt) > now && (
          <Fact label="Next attempt for its thread in">
            <Countdown at={dueAt} className="text-ink" />
          </Fact>
        )}
      </dl>
      {lastError && <p className="mt-2 text-failed text-sm">{lastError}</p>}
    </div>
  );
}
