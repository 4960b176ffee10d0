import type { ServiceContext } from '../context';
import { requirePeopleFlow } from '../room/require-people-flow';
import { findThreadSession } from '../thread/find-thread-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { setControl } from '../thread/set-control';
import type { Recipient } from './send-broadcast';

export type BroadcastText = Recipient & {
  channelId: string;
  text: string;
  sender: { id: string; name: string };
};

/**
 * Says something in a thread beside its flow, which neither hears nor notices it. Where nothing is going on, it stands
 * for itself: the person's answer begins the channel's flow. Throws what `sendToThread` throws.
 */
export async function sendBroadcastText(
  ctx: ServiceContext,
  { text, sender, ...where }: BroadcastText,
): Promise<void> {
  const holder = await findThreadSession(ctx, where);
  const isOpen = holder !== null && holder.finishedAt === null;
  const entry = { type: 'person' as const, text, sender, takesControl: false };
  const alone = isOpen ? {} : { flowId: await requirePeopleFlow(ctx), close: true };
  await sendToThread(ctx, { ...where, ...alone, entries: [entry], waitMs: 0 });
  // Whoever waited for a person still does: this was none.
  if (isOpen && holder.waitingSince)
    await setControl(ctx, { ...where, control: holder.control, waiting: true });
}
