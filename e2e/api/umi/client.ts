import { type Asked, ask, type Reply, requireBody, type Target } from '../support/target';

/** A server with a room where a flow replies, a room where a flow suggests, and an agent. */
export type UmiTarget = Target & {
  roomId: string;
  /** The flow that replies in the room. */
  botId: string;
  suggestionsRoomId: string;
  userId: string;
};

export type ChannelBody = {
  id: string;
  name: string;
  messaging_channel: string;
  organization_id: string;
  room_id: string;
  reply_webhook_url: string;
  max_retry_count: number;
  created_at: string;
  modified_at: string;
};
export type ChannelsBody = { next: string | null; previous: string | null; results: ChannelBody[] };
export type CreatedBody = {
  chat_id: string;
  mapping_id: string;
  message_ids: string[];
  messages_created: number;
  is_new_session: boolean;
};
export type ClosedBody = { chat_session_id: string; thread_id: string; message: string; is_ended: boolean };
export type FailureBody = { detail: string } & Record<string, unknown>;

/** The calls of this API; each returns the raw response. */
export type Umi = ReturnType<typeof openUmi>;

export function openUmi(target: Target) {
  const base = `/api/v5/orgs/${target.orgId}/unified_messaging`;
  const call = <Body = FailureBody>(method: string, path: string, asked?: Asked): Promise<Reply<Body>> =>
    ask<Body>(target, method, `${base}${path}`, asked);
  return {
    call,
    register: (body: unknown) => call<ChannelBody>('POST', '', { body }),
    list: (query = '') => call<ChannelsBody>('GET', query),
    send: (configId: string, body: unknown, asked?: Asked) =>
      call<CreatedBody>('POST', `/${configId}/messages`, { ...asked, body }),
    close: (configId: string, body: unknown) =>
      call<ClosedBody>('POST', `/${configId}/close_session`, { body }),
  };
}

/** Registers a channel, by default without a webhook. */
export async function makeChannel(target: UmiTarget, more: object = {}): Promise<ChannelBody> {
  const body = {
    name: 'Mail',
    messaging_channel: 'email',
    room_id: target.roomId,
    reply_webhook_url: 'http://127.0.0.1:9/',
    ...more,
  };
  return requireBody(await openUmi(target).register(body), 201);
}

/** Makes one inbound message with a new message_id. */
export function messageOf(body: string, threadId: string, more: object = {}) {
  return {
    body,
    thread_id: threadId,
    sender_id: 'customer@shop.com',
    message_id: `m-${crypto.randomUUID()}`,
    ...more,
  };
}

/** Makes a thread id that no other test uses. */
export function makeThreadId(): string {
  return `thread-${crypto.randomUUID()}`;
}
