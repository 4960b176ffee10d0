import type { Asking, Conversation, Kind } from './conversation';
import type { CrashSetup } from './set-up';

export type Talker = {
  /** Sends a request until acknowledged and returns the response text; throws when it never is. */
  send(asking: Asking): Promise<string>;
  /** Called for every acknowledged message. */
  onAcknowledged(): void;
};

/** The number of messages per session, and whether to continue. */
export type Talking = Talker & {
  messages: number;
  goesOn(): boolean;
  /** The pause between two pairs. */
  rest?(): Promise<void>;
};

export type Setup = Pick<CrashSetup, 'orgId' | 'flows' | 'channelId'>;

/** Starts a session and sends pairs of simultaneous messages, each pair after the previous one is acknowledged. */
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
    // The first message of a thread starts its session and is in its transcript.
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

/** Sends its nth text. */
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
/** Also of sessions that somebody must continue. */
export const KINDS_WITH_HELD: readonly Kind[] = [...KINDS, 'held'];

/** Makes `count` conversations, of each kind in turn. */
export function listConversations(count: number, kinds = KINDS): Conversation[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: kinds[index % kinds.length] ?? 'echo',
    name: `session-${index}`,
    sessionId: '',
    acknowledged: [],
  }));
}
