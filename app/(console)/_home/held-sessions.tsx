'use client';
import { useQuery } from '@tanstack/react-query';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { shortId } from '@/app/_ui/value/copyable-id';
import { listHeldSessions } from './home-queries';
import { NeedGroup, NeedItem } from './need-group';

type Held = RouterOutputs['debug']['listHeld'];

const SHOWN = 5;

/** The sessions that breakpoints hold; none for members who may not debug. */
export function useHeldSessions(): Held {
  const trpc = useTRPC();
  const mayDebug = useCan('sessions:debug');
  const { data } = useQuery({ ...listHeldSessions(trpc), enabled: mayDebug });
  return data ?? [];
}

/** Sessions that breakpoints hold, those that are let go first at the beginning. */
export function HeldSessions({ held }: { held: Held }) {
  return (
    <NeedGroup
      title={held.length === 1 ? 'Session is held' : 'Sessions are held'}
      tone="waiting"
      count={held.length}
      all={paths.sessions({ status: 'running' })}
    >
      {held.slice(0, SHOWN).map(({ sessionId, nodeId, since }) => (
        <NeedItem
          key={sessionId}
          href={paths.session(sessionId)}
          name={`Before “${nodeId}”`}
          id={shortId(sessionId)}
          detail="A breakpoint holds it. Open it to go through it step by step."
          at={since}
        />
      ))}
    </NeedGroup>
  );
}
