import type { ServiceContext } from '../context';
import { findHolder } from './find-holder';
import { isHeld } from './is-held';
import { type SendThreadEvent, sendThreadEvent } from './send-event';
import { sendToThread } from './send-to-thread';
import type { ThreadReply } from './view';

/**
 * Tells a thread of an event as `sendThreadEvent` does; but while people hold it the event is only recorded, so that
 * nothing but them wakes the flow. Throws the same.
 */
export async function tellEvent(ctx: ServiceContext, input: SendThreadEvent): Promise<ThreadReply> {
  const holder = await findHolder(ctx, input);
  if (!holder || !isHeld(holder)) return sendThreadEvent(ctx, input);
  const { name, payload: _, ...where } = input;
  const lines = [{ content: { type: 'event' as const, name }, text: '' }];
  return sendToThread(ctx, { ...where, entries: [{ type: 'visitor', lines }] });
}
