import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import type { useTRPCClient } from '@/app/_trpc/context';
import { beforeTurn, turnOfEvent } from '../_model/event-log';
import { TURNS } from '../_model/session-queries';

type Client = ReturnType<typeof useTRPCClient>;

/** Turns `from` to `to`, both included. */
export type TurnRange = { from: number; to: number };

/** The last turn of a range that reaches to the end of the session. */
export const END = Number.POSITIVE_INFINITY;

/** Reads some turns of a session, as many as there are. */
export async function readTurns(client: Client, sessionId: string, { from, to }: TurnRange) {
  const turns: TurnView[] = [];
  for (let afterNo = from - 1, more = true; more && afterNo < to; ) {
    const limit = Math.min(TURNS, to - afterNo);
    const page = await client.session.turns.query({ sessionId, afterNo, limit });
    turns.push(...page.items);
    more = page.nextCursor !== null;
    afterNo = page.items.at(-1)?.no ?? to;
  }
  return turns;
}

/** Reads the events of some turns of a session. */
export async function readEvents(client: Client, sessionId: string, { from, to }: TurnRange) {
  const events = await readEventsAfter(client, sessionId, beforeTurn(from), to);
  return events.filter(({ id }) => turnOfEvent(id) <= to);
}

/** Reads the events after an id in pages, to the end of the session or the page with the end of turn `to`. */
export async function readEventsAfter(client: Client, sessionId: string, id: string, to = END) {
  const events: SessionEvent[] = [];
  for (let after = id, more = true; more && turnOfEvent(after) <= to; ) {
    const page = await client.session.listEvents.query({ sessionId, after });
    events.push(...page.events);
    after = page.events.at(-1)?.id ?? after;
    more = page.more && page.events.length > 0;
  }
  return events;
}
