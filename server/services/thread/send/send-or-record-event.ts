import type { ServiceContext } from '../../context';
import { findThreadSession } from '../find-thread-session';
import { isHeldByPeople } from '../is-held-by-people';
import type { ThreadReply } from '../view';
import { type SendThreadEvent, sendThreadEvent } from './send-thread-event';
import { sendToThread } from './send-to-thread';

/**
 * Sends an event into a thread like `sendThreadEvent`; while people hold the thread, the event is only recorded, so
 * that it does not resume the flow. Throws the same errors.
 */
export async function sendOrRecordEvent(ctx: ServiceContext, input: SendThreadEvent): Promise<ThreadReply> {
  const holder = await findThreadSession(ctx, input);
  if (!holder || !isHeldByPeople(holder)) return sendThreadEvent(ctx, input);
  const { name, payload: _, ...where } = input;
  const lines = [{ content: { type: 'event' as const, name }, text: '' }];
  return sendToThread(ctx, { ...where, entries: [{ type: 'visitor', lines }] });
}
