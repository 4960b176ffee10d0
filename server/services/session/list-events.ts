import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { type EventPosition, FIRST_POSITION, parsePosition, readEvents } from './events/read-events';
import { requireSession } from './require-session';
import type { SessionEvent } from './view';

export type ListEvents = { sessionId: string; after?: string | undefined; limit: number };

/** Lists a session's events after the event with id `after`, the oldest first. Throws not_found, invalid_request. */
export async function listEvents(
  ctx: ServiceContext,
  { sessionId, after, limit }: ListEvents,
): Promise<{ events: SessionEvent[]; more: boolean }> {
  const orgId = requireScope(ctx, 'sessions:read');
  let position = requirePosition(after);
  const session = await requireSession(ctx, { orgId, sessionId });
  for (;;) {
    const page = await readEvents(ctx, session, position, limit);
    // Turns without events are skipped, because an empty page has no id to continue from.
    if (page.events.length > 0 || !page.more) return { events: page.events, more: page.more };
    position = page.position;
  }
}

/** Parses an event's id as a position; without an id, the start of the stream. Throws invalid_request. */
export function requirePosition(after: string | undefined): EventPosition {
  const position = after === undefined ? FIRST_POSITION : parsePosition(after);
  if (position) return position;
  throw domainError('invalid_request', {
    issues: [{ path: ['after'], message: 'must be the id of an event' }],
  });
}
