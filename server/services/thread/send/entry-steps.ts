import type { SessionRow } from '@/server/db/session/row';
import type { TranscriptLine, TurnStep } from '../../session/turn/turn-step';
import { splitEntries } from './history';
import { type EntryContext, type ThreadEntry, toAnsweredStep, toEntryLines, toStep } from './thread-entry';

/** Turns entries into the steps of a running session (thread/answers-the-last); `close` ends the session after them. */
export function toEntrySteps(
  entries: readonly ThreadEntry[],
  context: EntryContext,
  row: SessionRow,
  close: boolean,
): TurnStep[] {
  const answered = new Set<ThreadEntry>(splitEntries(entries, close).answered);
  const steps: TurnStep[] = [];
  // Visitors' lines that the flow does not read, until the next step records them.
  let unread: TranscriptLine[] = [];
  for (const entry of entries) {
    if (isRecordedOnly(entry, context, close) && !answered.has(entry)) {
      unread.push(...toEntryLines(entry, context));
      continue;
    }
    const made = toStep(entry, context, row);
    const step = entry.type === 'visitor' && !answered.has(entry) ? toAnsweredStep(made) : made;
    steps.push({ ...step, lines: [...unread, ...(step.lines ?? [])] });
    unread = [];
  }
  if (!close) return steps;
  const event = { type: 'session.ended' as const, at: context.at };
  return [...steps, unread.length > 0 ? { event, lines: unread } : { event }];
}

// A flow that only proposes reads everything, so that it knows the conversation.
function isRecordedOnly(entry: ThreadEntry, { channel }: EntryContext, close: boolean): boolean {
  return entry.type === 'visitor' && (close || channel.room?.mode !== 'suggestions');
}
