'use client';
import { isOver } from '@/app/_features/session/session-status';
import type { SessionView } from '@/app/_features/session/view';
import { useCan } from '@/app/_lib/viewer';
import { holdsMessages } from '../_model/describe-state';
import { Bar } from './bar';
import { Composer } from './composer';
import { EventSender } from './event-sender';
import { PersonComposer } from './person-composer';
import { TransferOutcome } from './transfer-outcome';

/** The input for the session's current state, for people who may send it. */
export function Reply({ session }: { session: SessionView }) {
  const mayWrite = useCan('sessions:write');
  const { id, status, wait, control } = session;
  if (isOver(status)) return <Bar>This session is over. No more messages can be sent.</Bar>;
  if (mayWrite && control === 'human') return <PersonComposer session={session} />;
  if (control === 'human') return <Bar>A person handles this conversation; the flow is paused.</Bar>;
  if (holdsMessages(session)) return <Bar>The flow continues when the person writes nothing more.</Bar>;
  if (status === 'awaiting_timer') return <Bar>The flow continues when the timer expires.</Bar>;
  if (!mayWrite) return null;
  if (status === 'awaiting_transfer')
    return (
      <TransferOutcome
        sessionId={id}
        destination={wait?.type === 'transfer' ? (wait.destination ?? null) : null}
      />
    );
  if (status === 'awaiting_event' && wait?.type === 'event')
    return <EventSender key={wait.event} sessionId={id} event={wait.event} />;
  return <Composer sessionId={id} busy={status === 'running'} />;
}
