import { type DomainError, domainError, isDomainError } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { requirePeopleFlow } from '../room/require-people-flow';
import { requireChannelAccess, requireOpenChannel } from '../thread/access';
import { sendOrRecordEvent } from '../thread/send/send-or-record-event';
import { type Recipient, sendBroadcastText } from './send-broadcast-text';

/*
 * Sends one text or event to many threads of a channel.
 *
 * broadcast/checked-first: everything that can be validated is validated before anything is sent.
 * broadcast/once-per-thread: each thread gets it once, however often it is named.
 * broadcast/failures-stay-apart: a thread that fails does not stop the others; the failed ones are returned.
 */

export type Broadcast = {
  channelId: string;
  recipients: readonly Recipient[];
  content:
    | { type: 'text'; text: string; sender: { id: string; name: string } }
    | { type: 'event'; name: string; payload: Json };
};

export type Skipped = { externalId: string; error: DomainError };

/** The largest audience of one broadcast. */
export const MAX_RECIPIENTS = 500;
const AT_ONCE = 4;

/**
 * Sends to every recipient's thread and creates missing threads. A text is sent in the bot's name, an event as
 * `sendOrRecordEvent` does. Returns the failed recipients; throws the first error when all of them failed. Throws
 * not_found, channel_disabled, flow_not_published and limit_exceeded before anything is sent.
 */
export async function sendBroadcast(ctx: ServiceContext, broadcast: Broadcast): Promise<Skipped[]> {
  // One key cannot mark several commits as applied; the HTTP layer still keeps the answer under it.
  const { idempotencyKey: _, ...own } = ctx;
  const recipients = [...new Map(broadcast.recipients.map((one) => [one.externalId, one])).values()];
  await requireSendable(own, { ...broadcast, recipients });
  const errors = new Map<string, DomainError>();
  const queue = [...recipients];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const error = await sendToRecipient(own, broadcast, next);
      if (error) errors.set(next.externalId, error);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // In the order of the recipients, whichever failed first.
  const skipped = recipients.flatMap(({ externalId }): Skipped[] => {
    const error = errors.get(externalId);
    return error ? [{ externalId, error }] : [];
  });
  const [first] = skipped;
  if (first && skipped.length === recipients.length) throw first.error;
  return skipped;
}

async function requireSendable(ctx: ServiceContext, broadcast: Broadcast): Promise<void> {
  const { channelId, recipients, content } = broadcast;
  const orgId = requireChannelAccess(ctx, 'sessions:write', channelId);
  if (recipients.length > MAX_RECIPIENTS) throw audienceTooLarge(recipients.length);
  requireStorable({ content, recipients } as unknown as JsonObject, ['broadcast']);
  await requireOpenChannel(ctx, orgId, channelId);
  if (content.type === 'text') await requirePeopleFlow(ctx);
}

/** The error for an audience that is too large. */
export function audienceTooLarge(actual: number): DomainError {
  return domainError('limit_exceeded', { limit: 'people in the audience', max: MAX_RECIPIENTS, actual });
}

async function sendToRecipient(
  ctx: ServiceContext,
  { channelId, content }: Broadcast,
  recipient: Recipient,
): Promise<DomainError | null> {
  try {
    if (content.type === 'text') await sendBroadcastText(ctx, { ...recipient, ...content, channelId });
    else await sendOrRecordEvent(ctx, { ...recipient, ...content, channelId, waitMs: 0 });
    return null;
  } catch (error) {
    if (isDomainError(error)) return error;
    throw error;
  }
}
