import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { type EventPosition, FIRST_POSITION, parsePosition, readEvents } from './events/read-events';
import { requireSession } from './require-session';
import type { SessionEvent } from './view';

export type ListEvents = { sessionId: string; after?: string | undefined; limit: number };

/** Lists a session's events behind the event with id `after`, oldest first. Throws not_found, invalid_request. */
export async function listEvents(
  ctx: ServiceContext,
  { sessionId, after, limit }: ListEvents,
): Promise<{ events: SessionEvent[]; more: boolean }> {
  const orgId = requireScope(ctx, 'sessions:read');
  let place = requirePosition(after);
  const session = await requireSession(ctx, { orgId, sessionId });
  for (;;) {
    const page = await readEvents(ctx, session, place, limit);
    // Turns with nothing to tell are passed over: an empty page has no id to continue behind.
    if (page.events.length > 0 || !page.more) return { events: page.events, more: page.more };
    place = page.position;
  }
}

/** The place behind an event's id, the beginning without one. Throws invalid_request. */
export function requirePosition(after: string | undefined): EventPosition {
  const place = after === undefined ? FIRST_POSITION : parsePosition(after);
  if (place) return place;
  throw domainError('invalid_request', {
    issues: [{ path: ['after'], message: 'must be the id of an event' }],
  });
}
