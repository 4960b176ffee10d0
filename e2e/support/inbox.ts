import { type APIRequestContext, expect } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { getDemo } from './demo';
import { makeFlow } from './talk';

/** A visitor on a channel of their own whose conversations people answer. */
export type Visitor = {
  name: string;
  roomName: string;
  /** The flow of the room; null when only people answer. */
  flowId: string | null;
  say: (text: string) => Promise<void>;
};

export type RoomMode = 'people' | 'suggestions' | 'flow';

/** Suggests a reply to every message. */
const ADVISER: FlowDefinitionInput = {
  format: 1,
  start: 'advise',
  nodes: [
    {
      id: 'advise',
      kind: 'suggest',
      text: 'Your order is on its way.',
      score: '0.92',
      exits: { next: 'listen' },
    },
    {
      id: 'listen',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Anything else?' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'advise' },
    },
  ],
};

/** Hands over to a person and reports the outcome. */
const DESK: FlowDefinitionInput = {
  format: 1,
  start: 'hand',
  nodes: [
    {
      id: 'hand',
      kind: 'transfer',
      messages: [{ type: 'text', text: 'One moment, I get somebody.' }],
      exits: { success: 'thanks', error: 'sorry' },
    },
    { id: 'thanks', kind: 'end', text: 'Glad that we could help.' },
    { id: 'sorry', kind: 'end', text: 'Sorry: {{ transferFailReason }}' },
  ],
};

/** Makes a room and a channel over REST, and a visitor who writes there. */
export async function openVisitor(request: APIRequestContext, mode: RoomMode): Promise<Visitor> {
  const { orgId, apiKey } = getDemo();
  const post = async <Body>(path: string, data: object): Promise<Body> => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await request.post(path, { headers, data });
    expect(answer.status(), await answer.text()).toBe(201);
    return answer.json();
  };
  const mark = crypto.randomUUID().slice(0, 8);
  const [name, roomName] = [`Jane ${mark}`, `Room ${mark}`];
  const flowId = mode === 'people' ? null : await makeFlow(request, mode === 'flow' ? DESK : ADVISER);
  const room = await post<{ id: string }>(`/api/v1/orgs/${orgId}/rooms`, { name: roomName, mode, flowId });
  const base = `/api/v5/orgs/${orgId}/unified_messaging`;
  const channel = await post<{ id: string }>(base, {
    name: `Mail ${mark}`,
    messaging_channel: 'email',
    room_id: room.id,
    reply_webhook_url: 'http://127.0.0.1:9/',
  });
  const say = async (body: string) => {
    const sender = { thread_id: `thread-${mark}`, sender_id: 'jane@example.test' };
    const message = { ...sender, body, message_id: `m-${crypto.randomUUID()}` };
    const variables = { customer_name: name, order_number: '4711' };
    await post(`${base}/${channel.id}/messages`, { messages: [message], variables });
  };
  return { name, roomName, flowId, say };
}
