import { deleteEventArrival } from '@/server/db/domain-event/arrivals';
import { deleteEffect } from '@/server/db/effect/store';
import type { SessionRow } from '@/server/db/session/row';
import { deleteTimer } from '@/server/db/timer/store';
import type { TurnCause } from './advance-request';
import type { TurnDeps } from './turn-input';

/** Deletes the row of a cause that led to no turn; a timer that was set to a later time stays. */
export async function deleteCause(
  { db, clock }: TurnDeps,
  { orgId, id: sessionId }: SessionRow,
  cause: TurnCause | undefined,
): Promise<void> {
  switch (cause?.type) {
    case undefined:
      return;
    case 'call':
      return deleteEffect(db, { orgId, sessionId, key: cause.key });
    case 'timer':
      return deleteTimer(db, { orgId, sessionId, key: cause.key, now: new Date(clock.now()) });
    case 'arrival':
      return deleteEventArrival(db, { orgId, sessionId, eventId: cause.eventId });
  }
}
