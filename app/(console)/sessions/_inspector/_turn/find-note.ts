import type { TraceStep } from '@/server/engine/protocol';

// The last sentences of an intent's note say what its recognition shows.
const RECOGNIZED = /(?:^| )(?:No branch matches|Matched ").*$/s;

/** The note of a step without what its details show already; null if nothing is left. */
export function findNote({ note, recognition }: TraceStep): string | null {
  const rest = recognition ? note?.replace(RECOGNIZED, '') : note;
  return rest || null;
}
