import type { FileFlow, Verified } from '@/app/_features/flow/engine/recording-tasks';
import type { ReplayStop } from '@/server/engine/replay/replay-step';

/** Names a version of a flow in a file. */
export function nameFlow({ slug, number }: FileFlow): string {
  return number === null ? `${slug} (draft)` : `${slug} v${String(number)}`;
}

/** Says in a sentence what the comparison of a replay with the file found. */
export function summarizeVerified({ differences, unverified }: Verified, turns: number): string {
  if (differences.length === 0 && unverified.length === 0)
    return `Identical: ${turns === 1 ? 'the turn gives' : `all ${countTurns(turns)} give`} what was recorded, byte for byte.`;
  if (differences.length === 0) return 'Identical in everything that was compared.';
  const [first] = differences;
  const where = first && namePlace(first.no, turns);
  if (differences.length === 1) return `It does not run as it was recorded: ${where} differs.`;
  return `It does not run as it was recorded: ${String(differences.length)} places differ, the first is ${where}.`;
}

/** Says which turns were not compared; null if all were. */
export function explainUnverified({ unverified, credentials }: Verified, turns: number): string | null {
  if (unverified.length === 0) return null;
  const many = credentials === 1 ? 'One credential was' : `${String(credentials)} credentials were`;
  const places = unverified.map((no) => namePlace(no, turns)).join(', ');
  return `${many} replaced by placeholders in the file. Not compared because of it: ${places}.`;
}

/** Names a turn, or the end of the session after the last one. */
export function namePlace(no: number, turns: number): string {
  return no > turns ? 'the end' : `turn ${String(no)}`;
}

const PARTS: Readonly<Record<string, string>> = {
  status: 'the status',
  messages: 'the messages',
  set: 'the variables',
  emitted: 'the events',
  state: 'the stored state',
};

/** Names the part of a turn that a JSON pointer leads into. */
export function namePart(path: string): string {
  const [, part = ''] = path.split('/');
  return PARTS[part] ?? 'the turn, which does not run again';
}

/** Says which answer a draft needs that the file does not have; null if it needs none. */
export function explainMissingAnswer(stop: ReplayStop): string | null {
  if (stop.reason !== 'needs_answer') return null;
  const { method, connection, url } = stop.request;
  const target = connection === undefined ? url : `${connection} ${url}`;
  return `No answer: the draft calls ${method} ${target} at ${stop.nodeId}, and the file has no answer for it.`;
}

function countTurns(count: number): string {
  return `${count.toLocaleString('en')} turns`;
}
