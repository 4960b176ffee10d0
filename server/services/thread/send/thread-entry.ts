import type { QuotedSuggestion, SessionRow } from '@/server/db/session/row';
import type { Json } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import type { ChannelFacts } from '../../channel/channel-facts';
import { findQuietMs } from '../../channel/find-quiet-ms';
import { toInboundLine } from '../../session/turn/transcript-lines';
import type { TranscriptLine, TurnStep } from '../../session/turn/turn-step';
import type { InboundContent } from '../../session/view';

/** `reply` is the part of the text that the flow receives, if that is not the complete text. */
export type VisitorLine = { content: InboundContent; text: string; reply?: string; externalId?: string };

/** One entry of a thread. A visitor's lines are one input; the flow receives their texts joined by line breaks. */
export type ThreadEntry =
  | { type: 'visitor'; lines: VisitorLine[]; value?: Json }
  | {
      type: 'person';
      text: string;
      sender: { id: string; name: string };
      externalId?: string;
      suggestionId?: string;
      /** The suggestion itself, for the webhooks of the message. */
      suggestion?: QuotedSuggestion;
      /** False for a person who writes without taking over from the flow. */
      takesControl?: boolean;
    };

export type VisitorEntry = Extract<ThreadEntry, { type: 'visitor' }>;
type PersonEntry = Extract<ThreadEntry, { type: 'person' }>;

/** Joins a visitor's lines into the text that the flow receives. */
export function joinLines({ lines }: VisitorEntry): string {
  return lines.map(({ text, reply }) => reply ?? text).join('\n');
}

/** The transcript lines of a visitor's entry. */
function toVisitorLines({ lines }: VisitorEntry, inputId: string): TranscriptLine[] {
  return lines.map(({ content, text, externalId }, index) =>
    toInboundLine(content, text, inputId, { externalId, isLast: index === lines.length - 1 }),
  );
}

export type EntryContext = {
  channel: ChannelFacts;
  at: number;
  /** The input id of each visitor entry. */
  inputIds: ReadonlyMap<ThreadEntry, string>;
  /** Keeps the conversation out of the queue of people who wait. */
  skipWaiting: boolean;
};

/** The transcript lines of any entry. */
export function toEntryLines(entry: ThreadEntry, { inputIds }: EntryContext): TranscriptLine[] {
  return entry.type === 'visitor' ? toVisitorLines(entry, inputIds.get(entry) ?? '') : [toPersonLine(entry)];
}

/** Turns an entry into a step; `row` is the session before, null for a new one. */
export function toStep(entry: ThreadEntry, hearing: EntryContext, row: SessionRow | null): TurnStep {
  return entry.type === 'person' ? toPersonStep(entry, hearing) : toVisitorStep(entry, hearing, row);
}

function toVisitorStep(entry: VisitorEntry, hearing: EntryContext, row: SessionRow | null): TurnStep {
  const { channel, at, inputIds, skipWaiting } = hearing;
  const { concurrency } = channel.settings;
  if (concurrency === 'reject' && row && isBusy(row)) throw domainError('inbox_full', { max: 0 });
  const inputId = inputIds.get(entry) ?? '';
  const quietMs = findQuietMs(channel);
  const event = {
    type: 'message' as const,
    at,
    inputId,
    text: joinLines(entry),
    keep: true as const,
    ...(entry.value !== undefined && { value: entry.value }),
    ...(concurrency === 'merge' && { merge: true as const }),
    ...(concurrency === 'interrupt' && { interrupt: true as const }),
    ...(quietMs !== null && { quietMs }),
  };
  const lines = toVisitorLines(entry, inputId);
  return { event, lines, ...(skipWaiting && { waiting: (row?.waitingSince ?? null) !== null }) };
}

/** The step of a message that a person has answered already: nothing is suggested, and nothing waits for more. */
export function toAnsweredStep({ event, ...step }: TurnStep): TurnStep {
  const { quietMs: _, interrupt: __, ...answered } = event as Extract<TurnStep['event'], { type: 'message' }>;
  return { ...step, event: event.type === 'message' ? answered : event, isAnswered: true };
}

/** Whether an earlier message is still being answered; one that is held takes further ones. */
function isBusy({ status, state }: SessionRow): boolean {
  if (state.quiet && (state.wait === null || state.wait.type === 'input')) return false;
  return state.control === 'flow' && (status === 'running' || status === 'awaiting_timer');
}

function toPersonStep(entry: PersonEntry, { channel, at }: EntryContext): TurnStep {
  // A flow that only proposes keeps listening while people answer.
  const takes = entry.takesControl !== false && channel.room?.mode !== 'suggestions';
  return { event: { type: 'person.replied', at, takes }, lines: [toPersonLine(entry)] };
}

function toPersonLine({ text, sender, externalId, suggestionId, suggestion }: PersonEntry): TranscriptLine {
  const content = {
    content: { type: 'text', text },
    text,
    sender: { type: 'person' as const, ...sender },
    ...(externalId !== undefined && { externalId }),
    ...(suggestionId !== undefined && { suggestionId }),
    ...(suggestion && { suggestion }),
  };
  return { direction: 'outbound', kind: 'text', content, inputId: null, nodeId: null };
}
