import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type TestMessage = RouterOutputs['session']['messages']['items'][number];

/** Adds messages to a transcript, each once and in the order of `seq`, however often and in whatever order they arrive. */
export function collectMessages(known: TestMessage[], incoming: readonly TestMessage[]): TestMessage[] {
  const seen = new Set(known.map(({ seq }) => seq));
  const fresh = incoming.filter(({ seq }) => !seen.has(seq));
  return fresh.length === 0 ? known : [...known, ...fresh].sort((a, b) => a.seq - b.seq);
}
