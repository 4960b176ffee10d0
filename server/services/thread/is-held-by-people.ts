import type { SessionView } from '../session/view';

/** Whether the flow is silent because a person holds the conversation or the flow waits for one. */
export function isHeldByPeople({
  control,
  status,
  finishedAt,
}: Pick<SessionView, 'control' | 'status' | 'finishedAt'>): boolean {
  return finishedAt === null && (control === 'human' || status === 'awaiting_transfer');
}
