import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Erased = RouterOutputs['contact']['erase']['erased'];

const NAMES: Readonly<Record<keyof Erased, readonly [one: string, several: string]>> = {
  sessions: ['session', 'sessions'],
  turns: ['turn', 'turns'],
  messages: ['message', 'messages'],
  suggestions: ['suggestion', 'suggestions'],
  deliveries: ['webhook', 'webhooks'],
  answers: ['kept answer', 'kept answers'],
  requests: ['entry of the request log', 'entries of the request log'],
  events: ['event', 'events'],
  tests: ['test of a flow', 'tests of flows'],
  threads: ['thread', 'threads'],
  files: ['file', 'files'],
};

/** Names what was erased of a person, such as "3 sessions, 1 file"; kinds without rows are left out. */
export function describeErasure(erased: Erased): string {
  const kinds = Object.entries(NAMES) as [keyof Erased, readonly [string, string]][];
  const parts = kinds.flatMap(([kind, [one, several]]) => {
    const count = erased[kind];
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : several}`];
  });
  return parts.length === 0 ? 'only the contact itself' : parts.join(', ');
}

/** Adds what a repeated call erased. */
export function addErasures(first: Erased | null, second: Erased): Erased {
  if (first === null) return second;
  const kinds = Object.keys(second) as (keyof Erased)[];
  return Object.fromEntries(kinds.map((kind) => [kind, first[kind] + second[kind]])) as Erased;
}
