'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ContactLink } from '@/app/_features/session/contact-link';
import { isOver, SessionStatusBadge } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId, shortId } from '@/app/_ui/value/copyable-id';
import { Countdown } from '@/app/_ui/value/countdown';
import { Fact } from '@/app/_ui/value/fact';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import type { SessionLog } from '../_data/use-session-log';
import type { Fork } from '../_fork/fork-words';
import { MoveSession } from './move-session';
import { SessionActions } from './session-actions';

// A phone has no room for several lines of facts: they are scrolled sideways.
const ONE_LINE =
  'max-sm:overflow-x-auto max-sm:whitespace-nowrap max-sm:[scrollbar-width:none] max-sm:*:shrink-0';
const NAME = 'inline-block max-w-60 truncate rounded-sm align-bottom hover:underline';

type SessionHeaderProps = {
  log: SessionLog;
  /** The shown turn. */
  turn: number;
  versionNumber: number | null;
  fork: Fork | null;
};

/** A session's state, flow, ids, times and actions. */
export function SessionHeader({ log, turn, versionNumber, fork }: SessionHeaderProps) {
  const trpc = useTRPC();
  const { session } = log;
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId: session.flowId }));
  const number = fork ? fork.version : versionNumber;
  const version = number === null ? (session.isTest ? 'draft' : '') : `v${String(number)}`;
  const flowName = flow.data?.name ?? (flow.isPending ? null : shortId(session.flowId));
  return (
    <header className="shrink-0 border-b px-4 py-3 max-sm:py-2 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="font-semibold text-xl tracking-tight">
          Session <span className="font-mono text-lg">{shortId(session.id)}</span>
        </h1>
        <SessionStatusBadge status={session.status} />
        {session.isTest && <Badge>Test session</Badge>}
        {session.waitingSince !== null && <StatusBadge tone="human">Waiting for a person</StatusBadge>}
        {session.waitingSince === null && session.control === 'human' && !isOver(session.status) && (
          <StatusBadge tone="human">With a person</StatusBadge>
        )}
        <div className="ml-auto max-md:w-full">
          <SessionActions log={log} turn={turn} flow={`${flowName ?? session.flowId} ${version}`.trim()} />
        </div>
      </div>
      <dl className={`mt-2 flex gap-x-5 gap-y-1 text-sm sm:flex-wrap ${ONE_LINE}`}>
        <Fact label="Flow">
          <Link
            href={paths.flow(session.flowId)}
            title={flowName ?? undefined}
            className={`${NAME} font-medium`}
          >
            {flowName ?? <Skeleton className="inline-block w-24 align-middle" />}
          </Link>{' '}
          <span className="text-ink-2">{version}</span>
          <MoveSession session={session} published={flow.data?.published ?? null} />
        </Fact>
        <Fact label="Id">
          <CopyableId id={session.id} label="session id" />
        </Fact>
        <Fact label="Channel">
          <ChannelName session={session} />
        </Fact>
        <ContactLink sessionId={session.id}>{(link) => <Fact label="Contact">{link}</Fact>}</ContactLink>
        {session.externalId !== null && (
          <Fact label="External id">
            <CopyableId id={session.externalId} label="external id" full className="max-w-60" />
          </Fact>
        )}
        <Times session={session} />
      </dl>
    </header>
  );
}

function ChannelName({ session: { channel, channelId } }: { session: SessionView }) {
  const trpc = useTRPC();
  const own = useQuery(
    trpc.channel.get.queryOptions({ channelId: channelId ?? '' }, { enabled: channelId !== null }),
  );
  if (channelId === null) return channel;
  return (
    <Link href={paths.channel(channelId)} title={own.data?.name} className={NAME}>
      {own.data?.name ?? channel}
    </Link>
  );
}

function Times({ session }: { session: SessionView }) {
  const { status, createdAt, lastActivityAt, expiresAt, finishedAt, wait } = session;
  return (
    <>
      <Fact label="Started">
        <RelativeTime at={createdAt} />
      </Fact>
      {finishedAt === null ? (
        <Fact label="Last activity">
          <RelativeTime at={lastActivityAt} />
        </Fact>
      ) : (
        <Fact label="Finished">
          <RelativeTime at={finishedAt} />
        </Fact>
      )}
      {/* The time that it is held does not count. */}
      {!isOver(status) && wait?.type !== 'held' && expiresAt !== null && (
        <Fact label="Time left">
          <Countdown at={expiresAt} />
        </Fact>
      )}
    </>
  );
}
