'use client';
import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ContactLink } from '@/app/_features/session/contact-link';
import { SessionFiles } from '@/app/_features/session/session-files';
import { SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { Conversation } from '../_model/describe-hold';
import { type Fact, listFacts } from '../_model/known-facts';
import { Labels } from '../_work/labels';
import { Notes } from '../_work/notes';

type PersonPaneProps = { conversation: Conversation; onOpen: (sessionId: string) => void };

/** The person of a conversation: known facts and earlier conversations. */
export function PersonPane({ conversation, onOpen }: PersonPaneProps) {
  const { id, externalId, channelName, createdAt, profile, variables, visitor } = conversation;
  return (
    <div className="divide-y">
      <Part title="Labels">
        <Labels conversation={conversation} />
      </Part>
      <Part title="Private notes">
        <Notes sessionId={id} />
      </Part>
      <SessionFiles sessionId={id} className="px-4 py-3" />
      <Part title="Person">
        <div className="space-y-2 text-sm">
          <Facts facts={listFacts(profile)} none="Nothing is known about this person yet." />
          <ContactLink sessionId={id}>
            {(link) => (
              <dl>
                <Row name="Contact">{link}</Row>
              </dl>
            )}
          </ContactLink>
        </div>
      </Part>
      <Part title="Conversation">
        <dl className="space-y-2 text-sm">
          <Row name="Channel">{channelName}</Row>
          {conversation.roomName && <Row name="Room">{conversation.roomName}</Row>}
          <Row name="Thread">
            <CopyableId id={externalId} label="thread id" full />
          </Row>
          <Row name="Started">
            <RelativeTime at={createdAt} />
          </Row>
        </dl>
        <Button size="sm" asChild className="mt-3">
          <Link href={paths.session(id)}>
            Open the session <ArrowUpRight aria-hidden />
          </Link>
        </Button>
      </Part>
      <Part title="Variables">
        <Facts facts={listFacts(variables)} none="Your servers have not set any." />
      </Part>
      {visitor && (
        <Part title="Sent by the visitor’s page, not verified">
          <Facts facts={listFacts(visitor)} none="The page has not sent any." />
        </Part>
      )}
      <Part title="Earlier conversations">
        <Earlier sessionId={id} onOpen={onOpen} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="px-4 py-3">
      <h3 className="mb-2 text-ink-2 text-xs">{title}</h3>
      {children}
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-2 text-xs">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Facts({ facts, none }: { facts: readonly Fact[]; none: string }) {
  if (facts.length === 0) return <p className="text-ink-2 text-sm">{none}</p>;
  return (
    <dl className="space-y-2 text-sm">
      {facts.map(({ name, value }) => (
        <Row key={name} name={name}>
          {typeof value === 'string' ? (
            value
          ) : (
            <span className="font-mono text-xs">{JSON.stringify(value)}</span>
          )}
        </Row>
      ))}
    </dl>
  );
}

function Earlier({ sessionId, onOpen }: { sessionId: string; onOpen: (sessionId: string) => void }) {
  const trpc = useTRPC();
  const earlier = useQuery(trpc.inbox.listEarlier.queryOptions({ sessionId }));
  const error = toShownError(earlier.error);
  if (error && !earlier.data) return <ErrorNote error={error} />;
  if (!earlier.data) return <Skeleton className="h-10" />;
  if (earlier.data.length === 0)
    return <p className="text-ink-2 text-sm">This is the first one in this thread.</p>;
  return (
    <ul className="-mx-2 space-y-px">
      {earlier.data.map(({ id, firstText, createdAt, status }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => onOpen(id)}
            className="block w-full space-y-1 rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover"
          >
            <span className="block truncate">{firstText ?? 'No messages'}</span>
            <span className="flex items-center gap-2 text-ink-2 text-xs">
              <SessionStatusBadge status={status} />
              <RelativeTime at={createdAt} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
