import { type Asking, type Callers, type Conversation, insist, type Kind } from './conversation';
import type { Stage } from './stage';

/** How many messages each session is sent, and whether more are wanted yet. */
export type Talking = { messages: number; goesOn(): boolean };

/** Begins a session and sends it pairs of messages at once, each pair when both of the one before are acknowledged. */
export async function talk(
  stage: Stage,
  callers: Callers,
  conversation: Conversation,
  { messages, goesOn }: Talking,
): Promise<void> {
  conversation.sessionId = await begin(stage, callers, conversation);
  for (let no = 0; no < messages || goesOn(); no += 2) {
    await Promise.all([no, no + 1].map((each) => say(stage, callers, conversation, each)));
  }
}

async function begin(stage: Stage, callers: Callers, conversation: Conversation): Promise<string> {
  const { kind, name } = conversation;
  if (kind === 'reply') {
    // The first message of a thread begins its session and stands in its transcript.
    const text = `${name} begins`;
    const answer = await insist(callers, toMessage(stage, conversation, `${name}-begin`, text));
    conversation.acknowledged.push(text);
    const { chat_id }: { chat_id: string } = JSON.parse(answer);
    return chat_id;
  }
  const path = `/cgw/process/v1/orgs/${stage.orgId}/flows/${stage.flows[kind]}/sessions`;
  const answer = await insist(callers, { path, key: `${name}-begin`, body: {} });
  const { sessionId }: { sessionId: string } = JSON.parse(answer);
  return sessionId;
}

async function say(stage: Stage, callers: Callers, conversation: Conversation, no: number): Promise<void> {
  const text = `${conversation.name} says ${no}`;
  const answer = await insist(callers, toMessage(stage, conversation, `${conversation.name}-${no}`, text));
  conversation.acknowledged.push(text);
  callers.progress.acknowledge();
  if (conversation.kind === 'echo' && !answer.includes(`You said: ${text}`))
    throw new Error(`${text} was answered with ${answer}`);
}

function toMessage(
  { orgId, channelId }: Stage,
  { kind, name, sessionId }: Conversation,
  key: string,
  text: string,
): Asking {
  if (kind !== 'reply') {
    return { path: `/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}/messages`, key, body: { text } };
  }
  const message = { body: text, thread_id: name, sender_id: 'visitor', message_id: key };
  const path = `/api/v5/orgs/${orgId}/unified_messaging/${channelId}/messages`;
  return { path, key, body: { messages: [message] } };
}

const KINDS: readonly Kind[] = ['echo', 'reply', 'echo', 'reply', 'call'];

/** So many conversations, of every kind. */
export function listConversations(count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: KINDS[index % KINDS.length] ?? 'echo',
    name: `session-${index}`,
    sessionId: '',
    acknowledged: [],
  }));
}
