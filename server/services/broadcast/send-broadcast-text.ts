import type { JsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { requirePeopleFlow } from '../room/require-people-flow';
import { findThreadSession } from '../thread/find-thread-session';
import { sendToThread } from '../thread/send/send-to-thread';
import { setControl } from '../thread/set-control';

export type Recipient = { externalId: string; variables?: JsonObject; profile?: JsonObject };

export type BroadcastText = Recipient & {
  channelId: string;
  text: string;
  sender: { id: string; name: string };
};

/**
 * Sends a text into a thread without involving its flow. When no session is open, the text gets a session of its own
 * and the person's answer starts the channel's flow. Throws what `sendToThread` throws.
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
  // A broadcast is not an answer, so the person keeps waiting.
  if (isOpen && holder.waitingSince)
    await setControl(ctx, { ...where, control: holder.control, waiting: true });
}
