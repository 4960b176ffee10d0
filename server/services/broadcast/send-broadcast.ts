import { type DomainError, domainError, isDomainError } from '@/server/shared/errors';
import type { Json, JsonObject } from '@/server/shared/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { requirePeopleFlow } from '../room/require-people-flow';
import { requireChannelAccess, requireOpenChannel } from '../thread/access';
import { sendOrRecordEvent } from '../thread/send/send-or-record-event';
import { sendBroadcastText } from './send-broadcast-text';

/*
 * One thing told to many threads of a channel.
 *
 * B1 What can be known to be wrong is known before anything is sent.
 * B2 Each thread is told once, however often it is named.
 * B3 A thread that cannot be told keeps nobody else from it; who they are is returned.
 */

export type Recipient = { externalId: string; variables?: JsonObject; profile?: JsonObject };

export type Broadcast = {
  channelId: string;
  recipients: readonly Recipient[];
  content:
    | { type: 'text'; text: string; sender: { id: string; name: string } }
    | { type: 'event'; name: string; payload: Json };
};

export type Skipped = { externalId: string; error: DomainError };

/** How many threads one broadcast may tell. */
export const MAX_RECIPIENTS = 500;
const AT_ONCE = 4;

/**
 * Tells every recipient's thread and makes those that are new. A text is said in the bot's name; an event is sent as
 * `sendOrRecordEvent` does. Returns who could not be told; when that is everybody, throws why. Throws not_found,
 * channel_disabled, flow_not_published and limit_exceeded before anything is sent.
 */
export async function sendBroadcast(ctx: ServiceContext, broadcast: Broadcast): Promise<Skipped[]> {
  // One key cannot stand for many commits; the kit keeps the answer under it all the same.
  const { idempotencyKey: _, ...own } = ctx;
  const recipients = [...new Map(broadcast.recipients.map((one) => [one.externalId, one])).values()];
  await requireSendable(own, { ...broadcast, recipients });
  const errors = new Map<string, DomainError>();
  const queue = [...recipients];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const error = await tell(own, broadcast, next);
      if (error) errors.set(next.externalId, error);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // In the order they were named in, whoever's failure came first.
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

/** The failure of a broadcast to more threads than one may tell. */
export function audienceTooLarge(actual: number): DomainError {
  return domainError('limit_exceeded', { limit: 'people in the audience', max: MAX_RECIPIENTS, actual });
}

async function tell(
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
