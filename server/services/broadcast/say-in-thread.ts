import type { ServiceContext } from '../context';
import { requirePeopleFlow } from '../room/people-flow';
import { findHolder } from '../thread/find-holder';
import { sendToThread } from '../thread/send-to-thread';
import { setControl } from '../thread/set-control';
import type { Recipient } from './send-broadcast';

export type SayInThread = Recipient & {
  channelId: string;
  text: string;
  sender: { id: string; name: string };
};

/**
 * Says something in a thread beside its flow, which neither hears nor notices it. Where nothing is going on, it stands
 * for itself: the person's answer begins the channel's flow. Throws what `sendToThread` throws.
 */
export async function sayInThread(
  ctx: ServiceContext,
  { text, sender, ...where }: SayInThread,
): Promise<void> {
  const holder = await findHolder(ctx, where);
  const isOpen = holder !== null && holder.finishedAt === null;
  const entry = { type: 'person' as const, text, sender, takesControl: false };
  const alone = isOpen ? {} : { flowId: await requirePeopleFlow(ctx), close: true };
  await sendToThread(ctx, { ...where, ...alone, entries: [entry], waitMs: 0 });
  // Whoever waited for a person still does: this was none.
  if (isOpen && holder.waitingSince)
    await setControl(ctx, { ...where, control: holder.control, waiting: true });
}
