import { isDeepStrictEqual } from 'node:util';
import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import { findSession, listMessages, listTurns } from '@/server/db/session/store';
import type { Conversation } from './conversation';
import { replayTurns } from './replay-turns';
import type { StressEnv } from './stress-env';

export type Judged = {
  turns: number;
  /** The answers that webhooks delivered, in order. */
  sentIds: string[];
  failures: string[];
};

/** Where sessions are kept. */
export type Kept = Pick<StressEnv, 'orgId' | 'pool' | 'platform'>;

const ALL = 1_000_000;

/** A conversation, or a fork of one, whose transcript nobody was sent. */
export type Judgeable = Pick<Conversation, 'name' | 'sessionId' | 'acknowledged'> & { isFork?: true };

/** Compares a stored session with the caller's responses and with a replay of its turns. */
export async function judgeSession({ orgId, platform }: Kept, conversation: Judgeable): Promise<Judged> {
  const key = { orgId, sessionId: conversation.sessionId };
  const row = await findSession(platform.db, key);
  if (!row) return { turns: 0, sentIds: [], failures: [`${conversation.name} is gone`] };
  const turns = await listTurns(platform.db, { ...key, afterNo: 0, limit: ALL });
  const messages = await listMessages(platform.db, { ...key, limit: ALL });
  const replayed = await replayTurns({
    ...{ seed: row.state.seed, versionId: row.versionId, turns },
    getProgram: (versionId) => platform.programs.get(orgId, versionId),
  });
  const complaints = [
    ...judgeNumbers(row, turns, messages),
    ...(conversation.isFork ? [] : judgeReceived(conversation, messages)),
    ...(isDeepStrictEqual(replayed.state, row.state) ? [] : ['its state is not what its turns make of it']),
    ...(isDeepStrictEqual(
      replayed.messages.map(({ text }) => text),
      listTexts(messages, 'outbound'),
    )
      ? []
      : ['its transcript is not what its turns say']),
    ...turns.flatMap(({ no, event }) => (isFailedCall(event) ? [`the call of turn ${no} failed`] : [])),
  ];
  const sentIds = messages.filter(({ direction }) => direction === 'outbound').map(({ id }) => id);
  return {
    turns: turns.length,
    sentIds,
    failures: complaints.map((what) => `${conversation.name}: ${what}`),
  };
}

function judgeNumbers(row: SessionRow, turns: readonly TurnRow[], messages: readonly MessageRow[]): string[] {
  const isComplete = (numbers: readonly number[], last: number): boolean =>
    numbers.length === last && numbers.every((number, index) => number === index + 1);
  return [
    ...(isComplete(
      turns.map(({ no }) => no),
      row.turnNo,
    )
      ? []
      : ['its turns have a gap']),
    ...(isComplete(
      messages.map(({ seq }) => seq),
      row.messageCount,
    )
      ? []
      : ['its messages have a gap']),
  ];
}

/** The transcript contains each acknowledged message once, and nothing else. */
function judgeReceived(
  { acknowledged }: Pick<Conversation, 'acknowledged'>,
  messages: readonly MessageRow[],
): string[] {
  const received = listTexts(messages, 'inbound');
  const kept = new Set(received);
  const sent = new Set(acknowledged);
  return [
    ...acknowledged.filter((text) => !kept.has(text)).map((text) => `"${text}" was acknowledged and is lost`),
    ...received.filter((text) => !sent.has(text)).map((text) => `"${text}" was taken and never acknowledged`),
    ...(kept.size === received.length ? [] : [`${received.length - kept.size} messages were taken twice`]),
  ];
}

function listTexts(messages: readonly MessageRow[], wanted: MessageRow['direction']): string[] {
  return messages.filter(({ direction }) => direction === wanted).map(({ content }) => content.text);
}

function isFailedCall(event: TurnRow['event']): boolean {
  return typeof event === 'object' && event !== null && 'type' in event && event.type === 'effect.failed';
}
