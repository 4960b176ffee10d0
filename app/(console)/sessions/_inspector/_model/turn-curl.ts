import type { TurnView } from '@/app/_features/session/view';
import { toObject } from '@/app/_lib/to-object';
import type { Json, JsonObject } from '@/server/engine/json';
import type { ChannelKind } from '@/server/services/channel/channel-facts';
import { toCurl } from '../../_model/curl';

/** The channel of a session: one of ours by its kind, or plain REST (`null`). */
export type CurlPlace = {
  origin: string;
  orgId: string;
  sessionId: string;
  flowId: string;
  channel: { id: string; kind: ChannelKind; publicKey: string | null } | null;
  /** The caller's own id of the conversation. */
  threadId: string | null;
};

/** The request that would cause a turn's event; null where no outside system can. */
export function curlOfTurn(place: CurlPlace, { event }: Pick<TurnView, 'event'>): string | null {
  const given = toObject(event);
  if (given.type === 'message' || given.type === 'choice')
    return curlOfText(place, textOf(given), given.value);
  if (given.type === 'started') return curlOfStart(place, toObject(given.variables));
  if (given.type === 'event.received')
    return curlOfEvent(place, textIn(given, 'name'), given.payload ?? null);
  return place.channel ? null : curlOfOther(place, given);
}

function curlOfText(place: CurlPlace, text: string, value: Json | undefined): string {
  const { channel, threadId } = place;
  const thread = threadId ?? 'THREAD_ID';
  switch (channel?.kind) {
    case undefined:
      return toCurl({
        ...keyed('POST', `${sessionOf(place)}/messages`),
        body: { text, ...(value !== undefined && { value }) },
      });
    case 'flowrest':
      return toCurl({
        method: 'POST',
        url: `${place.origin}/rest/v1/messages/${encodeURIComponent(thread)}?sync=true`,
        headers: ['Authorization: $PARLEY_API_KEY'],
        body: { payload: { type: 'text', speech: text } },
      });
    case 'umi':
      return toCurl({
        ...keyed(
          'POST',
          `${place.origin}/api/v5/orgs/${place.orgId}/unified_messaging/${channel.id}/messages`,
        ),
        body: { messages: [{ body: text, thread_id: thread, sender_id: thread, sender_type: 'visitor' }] },
      });
    case 'chat':
      return chatCurl(place, { executionId: place.sessionId, waitToken: 'WAIT_TOKEN', values: { text } });
  }
}

function curlOfStart(place: CurlPlace, variables: JsonObject): string {
  const { trigger, ...rest } = variables;
  const started = toObject(trigger ?? null);
  if (!place.channel)
    return toCurl({
      ...keyed('POST', `${place.origin}/cgw/process/v1/orgs/${place.orgId}/flows/${place.flowId}/sessions`),
      body: { variables },
    });
  if (place.channel.kind !== 'chat') return curlOfText(place, textIn(started, 'text'), undefined);
  const intentName = textIn(started, 'intent') || 'INTENT_NAME';
  return chatCurl(place, { text: textIn(started, 'text'), intentName, variables: rest });
}

function curlOfEvent(place: CurlPlace, name: string, payload: Json): string | null {
  if (!place.channel)
    return toCurl({ ...keyed('POST', `${sessionOf(place)}/events`), body: { name, payload } });
  if (place.channel.kind !== 'flowrest' || place.threadId === null) return null;
  return toCurl({
    method: 'POST',
    url: `${place.origin}/rest/v1/messages/${encodeURIComponent(place.threadId)}`,
    headers: ['Authorization: $PARLEY_API_KEY'],
    body: { payload: { type: 'event', eventName: name } },
  });
}

function curlOfOther(place: CurlPlace, event: JsonObject): string | null {
  const session = sessionOf(place);
  switch (event.type) {
    case 'transfer.completed': {
      const { status = null, failReason } = event;
      const transferResult = { status, ...(failReason !== undefined && { failReason }) };
      return toCurl({ ...keyed('POST', `${session}/messages`), body: { transferResult } });
    }
    case 'variables.changed':
      return toCurl({ ...keyed('PATCH', `${session}/variables`), body: { variables: event.set ?? {} } });
    case 'session.ended':
      return toCurl(keyed('DELETE', session));
    default:
      return null;
  }
}

// A session token belongs to one visitor, so the command opens a new one first.
function chatCurl({ origin, channel }: CurlPlace, body: object): string {
  const open = toCurl({
    method: 'POST',
    url: `${origin}/api/public/v1/chat/sessions`,
    headers: [],
    body: { publicKey: channel?.publicKey ?? 'PUBLIC_KEY' },
  });
  const send = toCurl({
    method: 'POST',
    url: `${origin}/api/public/v1/chat/messages`,
    headers: ['Authorization: Bearer $SESSION_TOKEN'],
    body,
  });
  return `# 1. Open a session; its sessionToken is SESSION_TOKEN below.\n${open}\n\n# 2.\n${send}`;
}

function keyed(method: string, url: string) {
  return { method, url, headers: ['Authorization: Bearer $PARLEY_API_KEY'] };
}

function sessionOf({ origin, orgId, sessionId }: CurlPlace): string {
  return `${origin}/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}`;
}

function textOf(event: JsonObject): string {
  return textIn(event, event.type === 'choice' ? 'value' : 'text');
}

function textIn(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
