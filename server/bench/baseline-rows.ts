import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import { NO_EXTRAS, type TurnCommit } from '@/server/db/turn/turn-commit';
import { randomIds } from '@/server/gateways/ids';
import { toStoredJson } from '@/server/shared/stored-json';

const step = {
  nodeId: 'ask',
  kind: 'question',
  flow: '',
  phase: 'resume' as const,
  exit: 'next',
  next: 'repeat',
};
const trace = {
  steps: [step, { ...step, nodeId: 'repeat' }, step],
  visits: 3,
  expressionSteps: 3,
  failure: null,
};

/** The rows that the product writes when `texts` are sent to the echo flow: a turn of three messages each. */
export function toTurns(session: SessionRow, texts: readonly string[]): TurnCommit {
  const at = new Date();
  const made = texts.map((text, index) => toTurn(session, text, index, at));
  return {
    session: {
      ...session,
      turnNo: session.turnNo + texts.length,
      messageCount: session.messageCount + 3 * texts.length,
      lastActivityAt: at,
    },
    stateText: toStoredJson(session.state),
    beforeTurn: session.turnNo,
    beforeSyncReply: null,
    turns: made.map(({ turn }) => turn),
    messages: made.flatMap(({ messages }) => messages),
    extras: null,
    processId: 'baseline',
    pointers: null,
  };
}

function toTurn(
  session: SessionRow,
  text: string,
  index: number,
  at: Date,
): { turn: TurnRow; messages: MessageRow[] } {
  const no = session.turnNo + 1 + index;
  const firstSeq = session.messageCount + 1 + 3 * index;
  const inputId = randomIds.uuid(at.getTime());
  const says = (place: number, words: string): MessageRow => ({
    seq: firstSeq + place,
    id: randomIds.uuid(at.getTime()),
    turnNo: no,
    direction: place === 0 ? 'inbound' : 'outbound',
    kind: 'text',
    content: { content: { type: 'text', text: words }, text: words },
    inputId,
    nodeId: place === 0 ? null : 'ask',
    createdAt: at,
  });
  const turn = {
    no,
    usage: null,
    event: { type: 'message', at: at.getTime(), inputId, text },
    trace,
    status: session.status,
    changes: { set: { said: text } },
    firstSeq,
    createdAt: at,
  };
  return { turn, messages: [says(0, text), says(1, `You said: ${text}`), says(2, 'Say something.')] };
}

/** Adds the webhooks of a channel. */
export function withWebhooks(commit: TurnCommit): TurnCommit {
  const answers = commit.messages.filter(({ direction }) => direction === 'outbound');
  const deliveries = answers.map((message) => ({
    id: message.id,
    queueId: commit.session.threadId ?? commit.session.id,
    turnNo: message.turnNo,
    event: 'message_created',
    body: JSON.stringify({ ...message, ...message.content, session: commit.session.id }),
    headers: {},
  }));
  return { ...commit, extras: { ...NO_EXTRAS, deliveries } };
}

/** A started session, with its first turn and messages. */
export type Beginning = { session: SessionRow; turn: TurnRow; messages: readonly MessageRow[] };

/** The rows that the product writes for a start, copied from another start of the same flow. */
export function toBegun({ session, turn, messages }: Beginning): TurnCommit {
  const at = new Date();
  const now = at.getTime();
  const id = randomIds.uuid(now);
  const inputId = randomIds.uuid(now);
  const lifeMs = (session.expiresAt ?? at).getTime() - session.createdAt.getTime();
  return {
    session: {
      ...session,
      id,
      createdAt: at,
      lastActivityAt: at,
      expiresAt: session.expiresAt && new Date(now + lifeMs),
    },
    stateText: toStoredJson({ ...session.state, seed: id, inputId: session.state.inputId && inputId }),
    beforeTurn: 0,
    beforeSyncReply: null,
    turns: [{ ...turn, event: { ...Object(turn.event), at: now, inputId }, createdAt: at }],
    messages: messages.map((message) => ({ ...message, id: randomIds.uuid(now), inputId, createdAt: at })),
    extras: null,
    processId: 'baseline',
    pointers: null,
  };
}
