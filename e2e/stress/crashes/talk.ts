import type { Asking, Conversation, Kind } from './conversation';
import type { CrashSetup } from './set-up';

export type Talker = {
  /** Sends a request and gives the text of its answer when it was acknowledged; throws when it never is. */
  send(asking: Asking): Promise<string>;
  /** Told of every message that was acknowledged. */
  onAcknowledged(): void;
};

/** How many messages each session is sent, and whether more are wanted yet. */
export type Talking = Talker & {
  messages: number;
  goesOn(): boolean;
  /** Waited for between two pairs. */
  rest?(): Promise<void>;
};

export type Setup = Pick<CrashSetup, 'orgId' | 'flows' | 'channelId'>;

/** Begins a session and sends it pairs of messages at once, each pair when both of the one before are acknowledged. */
export async function talk(setup: Setup, conversation: Conversation, talking: Talking): Promise<void> {
  const { messages, goesOn, rest } = talking;
  conversation.sessionId = await begin(setup, conversation, talking);
  for (let no = 0; no < messages || goesOn(); no += 2) {
    await Promise.all([no, no + 1].map((each) => say(setup, conversation, talking, each)));
    await rest?.();
  }
}

async function begin(setup: Setup, conversation: Conversation, { send }: Talking): Promise<string> {
  const { kind, name } = conversation;
  if (kind === 'reply') {
    // The first message of a thread begins its session and stands in its transcript.
    const text = `${name} begins`;
    const answer = await send(toMessage(setup, conversation, `${name}-begin`, text));
    conversation.acknowledged.push(text);
    const { chat_id }: { chat_id: string } = JSON.parse(answer);
    return chat_id;
  }
  const path = `/cgw/process/v1/orgs/${setup.orgId}/flows/${setup.flows[kind]}/sessions`;
  const answer = await send({ path, key: `${name}-begin`, body: {} });
  const { sessionId }: { sessionId: string } = JSON.parse(answer);
  return sessionId;
}

/** Says its so-many-th text. */
export async function say(
  setup: Setup,
  conversation: Conversation,
  talking: Talker,
  no: number,
): Promise<void> {
  const text = `${conversation.name} says ${no}`;
  const answer = await talking.send(toMessage(setup, conversation, `${conversation.name}-${no}`, text));
  conversation.acknowledged.push(text);
  talking.onAcknowledged();
  if (conversation.kind === 'echo' && !answer.includes(`You said: ${text}`))
    throw new Error(`${text} was answered with ${answer}`);
}

function toMessage(
  { orgId, channelId }: Setup,
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
