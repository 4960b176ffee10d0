import type { FlowDefinitionInput } from '@/server/engine/definition';
import { openManagement } from '../management/client';
import { makeFlow } from '../support/flows';
import { REPEAT_FLOW } from '../support/repeat-flow';
import { type Asked, ask, type Reply, requireBody, type Target } from '../support/target';

export type Failed = { status: 'error'; message: string };
type Template = { type: string; payload: Record<string, unknown> };
type Speaker = { userId?: string; name: string; role: string; profile: object };

/** The reply object: the answer of `sync=true` and, with `type`, the webhook `message`. */
export type ReplyBody = {
  type?: string;
  status: string;
  activityId: string;
  threadId: string;
  messages: {
    fallback: string;
    replyTo: string;
    originator: Speaker;
    responses: Template[];
    meta: { msgId: string; prevMsgId: string | null };
  }[];
  originator: Speaker;
  replyTo: string;
  user: Speaker;
  metadata: { params: Record<string, unknown> };
  pending?: boolean;
  notice?: string;
};

export type HistoryBody = {
  status: string;
  result: {
    history: {
      originator: Speaker;
      messages: {
        fallback: string;
        replyTo: string | null;
        responses: Template[];
        meta: { msgId: string };
      }[];
      interactionId: string;
    }[];
    threadId: string;
    page: number;
    pages: number;
  };
};

/** A channel of this API, and its key. */
export type Channel = { id: string; apiKey: string; flowId: string };

/** The calls of this API with the key of one channel; each returns the raw response. */
export type Flowrest = ReturnType<typeof openFlowrest>;

export function openFlowrest({ baseUrl }: Target, { apiKey }: Pick<Channel, 'apiKey'>) {
  const target = { baseUrl, orgId: '', apiKey };
  const call = <Body = Failed>(method: string, path: string, asked: Asked = {}): Promise<Reply<Body>> =>
    ask<Body>(target, method, `/rest/v1${path}`, {
      key: null,
      ...asked,
      headers: { authorization: apiKey, ...asked.headers },
    });
  const at = (threadId: string) => encodeURIComponent(threadId);
  const post = <Body = ReplyBody>(threadId: string, payload: unknown, query = '', asked: Asked = {}) =>
    call<Body>('POST', `/messages/${at(threadId)}${query}`, { ...asked, body: { payload } });
  return {
    call,
    at,
    post,
    /** Sends a text and reads the answer. */
    say: async (threadId: string, speech: string, originator: object = { role: 'external' }) =>
      requireBody(await post(threadId, { type: 'text', speech, originator }, '?sync=true'), 200),
    history: async (threadId: string, query = '') =>
      requireBody(await call<HistoryBody>('GET', `/messages/${at(threadId)}?sync=true${query}`), 200).result,
    isPaused: async (threadId: string) =>
      requireBody(await call<{ isPaued: boolean }>('GET', `/pause/${at(threadId)}?sync=true`), 200).isPaued,
  };
}

type Wanted = { definition?: FlowDefinitionInput; webhookUrl?: string; settings?: object; scopes?: string[] };

/** Makes a channel with a flow and a key of its own through the management API. */
export async function makeChannel(target: Target, wanted: Wanted = {}): Promise<Channel> {
  const {
    definition = REPEAT_FLOW,
    webhookUrl,
    settings,
    scopes = ['sessions:read', 'sessions:write'],
  } = wanted;
  const { call } = openManagement(() => target);
  const { id: flowId } = await makeFlow(target, definition);
  const body = { kind: 'flowrest', name: 'Messenger', flowId, webhookUrl, settings };
  const made = await call<{ channel: { id: string } }>('POST', '/channels', { body });
  const { id } = requireBody(made, 201).channel;
  const key = { name: 'Messenger', scopes, channelId: id };
  const { secret } = requireBody(await call<{ secret: string }>('POST', '/api-keys', { body: key }), 201);
  return { id, apiKey: secret, flowId };
}

/** Makes a thread id that no other test uses. */
export function makeThreadId(): string {
  return `thread-${crypto.randomUUID()}`;
}

/** Lists the texts of a reply's messages. */
export function textsOf({ messages }: Pick<ReplyBody, 'messages'>): string[] {
  return messages.map(({ fallback }) => fallback);
}

/** Starts on the event MY_EVENT, which callers may trigger, and repeats the event's data. */
export const CALLED: FlowDefinitionInput = {
  format: 1,
  start: 'tell',
  triggers: [{ type: 'event', event: 'MY_EVENT', manual: true }],
  nodes: [
    {
      id: 'tell',
      kind: 'message',
      messages: [{ type: 'text', text: 'Called by {{ trigger.name }} for {{ customerId ?? "nobody" }}' }],
      exits: { next: 'ask' },
    },
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Yes?' }],
      answer: { type: 'text' },
      variable: 'said',
    },
  ],
};
