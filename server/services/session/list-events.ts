import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { BEGINNING, type Place, parsePlace, readEvents } from './session-events';
import type { SessionEvent } from './view';

export type ListEvents = { sessionId: string; after?: string | undefined; limit: number };

/** Lists a session's events behind the event with id `after`, oldest first. Throws not_found, invalid_request. */
export async function listEvents(
  ctx: ServiceContext,
  { sessionId, after, limit }: ListEvents,
): Promise<{ events: SessionEvent[]; more: boolean }> {
  const orgId = requireScope(ctx, 'sessions:read');
  let place = requirePlace(after);
  const session = await requireSession(ctx, { orgId, sessionId });
  for (;;) {
    const page = await readEvents(ctx, session, place, limit);
    // Turns with nothing to tell are passed over: an empty page has no id to continue behind.
    if (page.events.length > 0 || !page.more) return { events: page.events, more: page.more };
    place = page.place;
  }
}

/** The place behind an event's id, the beginning without one. Throws invalid_request. */
export function requirePlace(after: string | undefined): Place {
  const place = after === undefined ? BEGINNING : parsePlace(after);
  if (place) return place;
  throw domainError('invalid_request', {
    issues: [{ path: ['after'], message: 'must be the id of an event' }],
  });
}
