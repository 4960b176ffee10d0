import { paths } from '@/app/_lib/paths';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { shortId } from '@/app/_ui/value/copyable-id';
import { NeedGroup, NeedItem } from './need-group';

type Overview = RouterOutputs['overview']['get'];
type FailingChannel = NonNullable<Overview['deliveries']>['channels'][number];

/** Channels whose webhooks fail. */
export function FailingChannels({ channels }: { channels: readonly FailingChannel[] }) {
  return (
    <NeedGroup
      title="Channels failing"
      tone="failed"
      count={channels.length}
      all={paths.deliveries({ status: 'dead,pending' })}
    >
      {channels.map((channel) => (
        <NeedItem
          key={channel.id}
          href={paths.channel(channel.id)}
          name={channel.name}
          detail={describeChannel(channel)}
          at={channel.disabledAt}
        />
      ))}
    </NeedGroup>
  );
}

function describeChannel({ dead, late, disabledAt, lastError }: FailingChannel): string {
  const facts = [
    dead > 0 && `${dead.toLocaleString('en')} dead in 24 h`,
    late > 0 && `${late.toLocaleString('en')} late by more than a minute`,
    disabledAt && 'Webhook is off: its endpoint answered 410 Gone',
    lastError && `last ${lastError}`,
  ];
  return facts.filter(Boolean).join(', ');
}

/** People who wait for an answer, the longest wait first. */
export function WaitingPeople({ count, longest }: Overview['waiting']) {
  return (
    <NeedGroup title="People waiting" tone="human" count={count} all={paths.inbox()}>
      {longest.map(({ sessionId, externalId, roomName, channelName, waitingSince }) => (
        <NeedItem
          key={sessionId}
          href={paths.inbox({ open: sessionId })}
          name={externalId ?? shortId(sessionId)}
          detail={[roomName, channelName].filter(Boolean).join(', ') || 'No room'}
          at={waitingSince}
        />
      ))}
    </NeedGroup>
  );
}

/** Sessions without a channel that were handed over, the longest wait first. */
export function OpenHandovers({ count, longest }: Overview['handovers']) {
  return (
    <NeedGroup
      title="Handed over by API"
      tone="human"
      count={count}
      all={paths.sessions({ status: 'awaiting_transfer' })}
    >
      {longest.map(({ id, flowName, externalId, since }) => (
        <NeedItem
          key={id}
          href={paths.session(id)}
          name={externalId ?? shortId(id)}
          detail={`${flowName}. Its caller brings in a person and reports the result.`}
          at={since}
        />
      ))}
    </NeedGroup>
  );
}

/** Sessions that failed within a day, newest first. */
export function FailedSessions({ count, latest }: Overview['failed']) {
  return (
    <NeedGroup
      title="Failed sessions, 24 h"
      tone="failed"
      count={count}
      all={paths.sessions({ status: 'failed' })}
    >
      {latest.map(({ id, flowName, failure, finishedAt }) => (
        <NeedItem
          key={id}
          href={paths.session(id)}
          name={flowName}
          id={shortId(id)}
          detail={failure?.message ?? 'No reason was recorded.'}
          at={finishedAt}
        />
      ))}
    </NeedGroup>
  );
}
