import type { MessageView } from '@/app/_features/session/view';

/** The messages of one turn. `summary` describes a turn's other effects. */
export type TurnGroup = { no: number; at: string; messages: MessageView[]; summary: string | null };

type TurnMark = { no: number; createdAt: string; summary: string | null };

/**
 * Groups messages (by `seq`) by turn, oldest first. Turns of `marks` are listed even without messages, from the first
 * turn that has a message on: earlier ones are not loaded yet.
 */
export function groupTurns(messages: readonly MessageView[], marks: readonly TurnMark[] = []): TurnGroup[] {
  const groups = new Map<number, TurnGroup>();
  const first = messages[0]?.turnNo ?? 0;
  for (const message of messages) {
    const group = groups.get(message.turnNo);
    if (group) group.messages.push(message);
    else groups.set(message.turnNo, toGroup(message.turnNo, message.createdAt, [message]));
  }
  for (const { no, createdAt, summary } of marks) {
    const group = groups.get(no);
    if (group) group.summary = summary;
    else if (no >= first) groups.set(no, { ...toGroup(no, createdAt, []), summary });
  }
  return [...groups.values()].sort((a, b) => a.no - b.no);
}

function toGroup(no: number, at: string, messages: MessageView[]): TurnGroup {
  return { no, at, messages, summary: null };
}
