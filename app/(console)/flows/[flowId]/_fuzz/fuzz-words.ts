import type { Finding, FuzzReport } from '@/server/engine/fuzz/fuzz-report';

/** The people of one run. */
export const PEOPLE = 5_000;

const KINDS: Record<Finding['kind'], string> = {
  crash: 'Fault of Parley',
  failed: 'Fails',
  bound: 'Fails',
  dead_end: 'Dead end',
  silent: 'Silence',
  untaken: 'Never taken',
};

/** The kind of a finding in a word or two. */
export function nameKind(kind: Finding['kind']): string {
  return KINDS[kind];
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** Sums up a report in sentences. */
export function summarizeReport({ people, isComplete, findings, coverage, unreached }: FuzzReport): string {
  const played = `${count(people, 'person', 'people')} tried the draft${isComplete ? '' : ' before it was stopped'}`;
  const found =
    findings.length === 0
      ? 'and found nothing wrong'
      : `and found ${count(findings.length, 'thing', 'things')}`;
  const { covered, total } = coverage.exits;
  const exits = `They took ${covered.toLocaleString('en')} of ${count(total, 'exit', 'exits')}.`;
  const missed = unreached.length === 0 ? '' : ` Nobody reached ${count(unreached.length, 'node', 'nodes')}.`;
  return `${played} ${found}. ${exits}${missed}`;
}
