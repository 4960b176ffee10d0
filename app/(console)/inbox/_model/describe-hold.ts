import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { StateTone } from '@/app/_ui/value/status-badge';

export type Conversation = RouterOutputs['inbox']['get']['conversation'];

type Held = Pick<
  Conversation,
  'status' | 'control' | 'waitingSince' | 'assigneeId' | 'assigneeName' | 'finishedAt' | 'roomMode'
>;

/** Who answers a conversation, as a color and words. */
export type Hold = { tone: StateTone; words: string };

/** Describes who answers, as `myId` reads it. */
export function describeHold(conversation: Held, myId: string): Hold {
  const { finishedAt, assigneeId, assigneeName, waitingSince, control } = conversation;
  if (finishedAt) return { tone: 'ended', words: 'Closed' };
  if (assigneeId === myId) return { tone: 'human', words: 'Assigned to you' };
  if (assigneeId) return { tone: 'human', words: `Assigned to ${assigneeName ?? 'a member'}` };
  if (waitingSince) return { tone: 'waiting', words: 'Waiting' };
  if (control === 'human' || conversation.roomMode === 'people')
    return { tone: 'human', words: 'Unassigned' };
  return { tone: 'live', words: 'The flow answers' };
}

/** The way to hand a conversation back: with an outcome for its flow, without one, or not at all. */
export function toHandBack({ status, control, finishedAt, assigneeId }: Held): 'outcome' | 'plain' | null {
  if (finishedAt) return null;
  if (status === 'awaiting_transfer') return 'outcome';
  return control === 'human' || assigneeId ? 'plain' : null;
}
