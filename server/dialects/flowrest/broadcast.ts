import { type Broadcast, sendBroadcast } from '@/server/services/broadcast/send-broadcast';
import type { Recipient } from '@/server/services/broadcast/send-broadcast-text';
import type { ServiceContext } from '@/server/services/context';
import { type DomainError, domainError, type FieldIssue } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { OK } from './answer-query';
import { renderFlowrestFailure } from './errors';
import { requireShort, toPlainText } from './inbound/entries';
import { mergeMetadata, toVariables } from './inbound/metadata';
import { type PayloadContent, parsePayloadContent } from './inbound/payload-content';
import { toBotId } from './outbound/reply';
import type { FlowrestChannel } from './own-channel';
import type { BroadcastPayload } from './schemas/requests';

/** Throws not_found for the id of another channel. Names of other systems (a phone number, a page) are ignored. */
export function requireOwn({ id }: FlowrestChannel, externalId: string | number | null | undefined): void {
  const named = String(externalId ?? '');
  if (!isUuid(named) || named === id) return;
  throw domainError('not_found', { thing: 'channel', id: named });
}

/** The content of a broadcast and the variables of its recipients. Throws invalid_request, limit_exceeded. */
export function toContent(
  channel: FlowrestChannel,
  payload: BroadcastPayload,
): { content: Broadcast['content']; variables: Recipient['variables'] } {
  const content = requireContent(payload);
  requireShort(content);
  const variables = toVariables(mergeMetadata(payload.metadata, {}));
  if (content.type === 'event') {
    return { content: { type: 'event', name: content.name, payload: variables }, variables };
  }
  const sender = { id: toBotId(channel.id), name: channel.settings.botName };
  return { content: { type: 'text', text: toPlainText(content), sender }, variables };
}

function requireContent(payload: BroadcastPayload): PayloadContent {
  const issues: FieldIssue[] = [];
  const content = parsePayloadContent(payload, (field, message) =>
    issues.push({ path: ['payload', field], message }),
  );
  if (content) return content;
  throw domainError('invalid_request', { issues });
}

/** Sends a broadcast. Recipients that it did not reach are in `skipped`, an extension that is absent without any. */
export async function broadcast(ctx: ServiceContext, what: Broadcast) {
  const skipped = await sendBroadcast(ctx, what);
  if (skipped.length === 0) return OK;
  const shown = skipped.map(({ externalId, error }) => ({ identifier: externalId, ...messageOf(error) }));
  return { status: 200, body: { status: 'ok', skipped: shown } } as const;
}

function messageOf(error: DomainError): { message: string } {
  return { message: String(Reflect.get(renderFlowrestFailure(error).body, 'message')) };
}
