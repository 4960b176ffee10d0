import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Made = Pick<RouterOutputs['flow']['addTrafficTests'], 'sessions' | 'isComplete' | 'added'>;

/** The tests that were made of sessions, in sentences. */
export function explainTraffic({ sessions, isComplete, added }: Made): string {
  const read = `${countOf(sessions, 'session')} ${sessions === 1 ? 'was' : 'were'} read`;
  const part = isComplete ? '' : ', the newest ones; there was no time for the others';
  if (sessions === 0)
    return isComplete ? 'There were no sessions last week.' : 'The server had no time. Try again.';
  if (added.length === 0) return `${read}${part}. The tests take every exit that they pass already.`;
  return `${read}${part}. ${countOf(added.length, 'test')} ${added.length === 1 ? 'was' : 'were'} added.`;
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
