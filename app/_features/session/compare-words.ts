import type { Comparison, Verdict } from '@/server/engine/replay/compare';

/** The outcomes in the order in which they are shown, with their names for people. */
export const VERDICTS: readonly { verdict: Verdict; name: string; meaning: string }[] = [
  { verdict: 'same', name: 'The same', meaning: 'Said and did the same' },
  { verdict: 'other_words', name: 'Other words', meaning: 'Said or did something else and ended the same' },
  { verdict: 'other_end', name: 'Another end', meaning: 'Ended somewhere else' },
  { verdict: 'needs_answer', name: 'No answer', meaning: 'Called something that nobody recorded' },
  { verdict: 'failed', name: 'Failed', meaning: 'The flow failed' },
];

/** Names an outcome. */
export function nameVerdict(verdict: Verdict): string {
  return VERDICTS.find((one) => one.verdict === verdict)?.name ?? verdict;
}

const PARTINGS: Readonly<Record<string, string>> = {
  words: 'they say something else',
  path: 'they go different ways',
  calls: 'they call something else',
  events: 'they report something else',
};

/** Says where a session and its run on the draft part. */
export function explainParting({ verdict, parting }: Pick<Comparison, 'verdict' | 'parting'>): string {
  if (!parting) return `${nameVerdict(verdict)}: they do not part.`;
  const { turn, difference } = parting;
  const how = PARTINGS[difference] ?? 'they end differently';
  return `${nameVerdict(verdict)}: ${how} after turn ${turn + 1} of the session.`;
}
