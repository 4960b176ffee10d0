import { ask, requireBody, type Target } from '../../api/support/target';
import { type Followed, textOf } from './followed';

/** An event without its time. */
type StreamedEvent = { id: string; type: string; text: string | null };

type Page = { events: { id: string; type: string; data: { text?: string } }[]; more: boolean };

/** The events that each stream must deliver, read from one session's event list after checking that list. */
export async function listExpected(
  target: Target,
  sessionId: string,
  turns: number,
): Promise<StreamedEvent[]> {
  const path = `/cgw/process/v1/orgs/${target.orgId}/sessions/${sessionId}/events?limit=500`;
  const { events, more } = requireBody(await ask<Page>(target, 'GET', path), 200);
  const streamed = events.map(({ id, type, data }) => ({ id, type, text: data.text ?? null }));
  const received = streamed.filter(({ type }) => type === 'message.received').map(({ text }) => text);
  const should = Array.from({ length: turns }, (_, index) => textOf(index + 1));
  if (more || received.join() !== should.join())
    throw new Error(`the page of events tells of ${received.join()}`);
  return streamed;
}

/** Returns the fault of a stream at its end or at `late`; null when it is correct. */
export async function judgeStream(
  { sessionId, stream }: Followed,
  expected: readonly StreamedEvent[],
  late: Promise<unknown>,
): Promise<string | null> {
  const complain = (what: string) => `the stream of ${sessionId}: ${what}`;
  try {
    const isEnded = await Promise.race([stream.ended.then(() => true), late.then(() => false)]);
    if (!isEnded)
      return complain(`has not ended after ${stream.arrived.length} of ${expected.length} events`);
  } catch (error) {
    return complain(String(error));
  } finally {
    stream.close();
  }
  const at = expected.findIndex(({ id, type, text }, index) => {
    const is = stream.arrived[index];
    return is?.id !== id || is.type !== type || is.text !== text;
  });
  if (at !== -1) return complain(`event ${at + 1} is ${stream.arrived[at]?.id} and not ${expected[at]?.id}`);
  const more = stream.arrived.length - expected.length;
  return more === 0 ? null : complain(`${more} events too many`);
}
