import { type Asked, ask, type Reply, requireBody, type Target } from '../support/target';

export type Block = {
  type: string;
  id: string;
  payload: Record<string, unknown>;
  meta: Record<string, unknown>;
};

export type ChatReply = {
  executionId: string;
  conversationId: string;
  status: string;
  blocks: Block[];
  expectedInput: {
    schema: { properties: Record<string, Record<string, unknown>>; required: string[] };
  } | null;
  waitToken: string | null;
  partialReply?: string;
  waitExpiresAt: string | null;
  tokenUsage: Record<string, unknown> | null;
};

export type ChatSession = {
  sessionToken: string;
  conversationId: string;
  expiresAt: string;
  widget: { label: string };
  intents: { name: string; displayLabel: string }[];
  quickQuestions: { question: string; intentName: string | null; flowId: string | null }[];
};

export type ChatError = { error: string; message: string; details?: Record<string, unknown> };

export type MadeChannel = { id: string; publicKey: string };

const PUBLIC = '/api/public/v1';

/** Calls the public chat API with only the given credential. */
export function askPublic<Body>(
  target: Target,
  method: string,
  path: string,
  asked: Asked = {},
): Promise<Reply<Body>> {
  return ask<Body>(target, method, `${PUBLIC}${path}`, { key: null, ...asked });
}

/** Makes a chat channel through the management API. */
export async function makeChannel(
  target: Target,
  settings: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): Promise<MadeChannel> {
  const body = { kind: 'chat', name: 'Made for a test', settings, ...more };
  const path = `/api/v1/orgs/${target.orgId}/channels`;
  return requireBody(await ask<{ channel: MadeChannel }>(target, 'POST', path, { body }), 201).channel;
}

/** Changes a chat channel through the management API. */
export async function changeChannel(
  target: Target,
  id: string,
  body: Record<string, unknown>,
): Promise<void> {
  const path = `/api/v1/orgs/${target.orgId}/channels/${id}`;
  requireBody(await ask(target, 'PATCH', path, { body }), 200);
}

/** Opens a session of a key. */
export async function openSession(
  target: Target,
  { publicKey }: { publicKey: string },
  more: Record<string, unknown> = {},
): Promise<ChatSession> {
  const reply = await askPublic<ChatSession>(target, 'POST', '/chat/sessions', {
    body: { publicKey, ...more },
  });
  return requireBody(reply, 201);
}

/** The calls of a page that holds one session token. */
export type Visitor = ReturnType<typeof openVisitor>;

export function openVisitor(target: Target, { sessionToken }: { sessionToken: string }) {
  const call = <Body>(method: string, path: string, asked: Asked = {}) =>
    askPublic<Body>(target, method, path, { key: sessionToken, ...asked });
  const post = (body: unknown, asked: Asked = {}) =>
    call<{ reply: ChatReply }>('POST', '/chat/messages', { ...asked, body });
  return {
    call,
    post,
    trigger: async (intentName: string, more: Record<string, unknown> = {}) =>
      requireBody(await post({ text: 'Hello', intentName, ...more }), 200).reply,
    resume: async (
      { executionId, waitToken }: ChatReply,
      values: Record<string, unknown>,
      more: Record<string, unknown> = {},
    ) => requireBody(await post({ executionId, waitToken, values, ...more }), 200).reply,
    read: async (executionId: string) =>
      requireBody(await call<{ reply: ChatReply }>('GET', `/chat/executions/${executionId}`), 200).reply,
  };
}
