import type { Problems } from '../_draft/use-problems';

/** The state of a draft in a few words; empty while it is unknown. */
export function summarizeProblems({ list, state }: Pick<Problems, 'list' | 'state'>): string {
  const errors = list.filter(({ severity }) => severity === 'error').length;
  const warnings = list.length - errors;
  if (state === 'broken') return 'Invalid JSON. The flow is checked once it is valid';
  if (list.length > 0) return [count(errors, 'error'), count(warnings, 'warning')].filter(Boolean).join(', ');
  if (state === 'checking') return 'Checking';
  return state === 'failed' ? '' : 'No problems. This flow can be published';
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
