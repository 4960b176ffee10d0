import { kindOfArea } from '@/app/_features/flow/graph/areas';
import type { Match } from './find-matches';

/** The matches of a node, a frame or a note, or of the settings of the flow, in their order. */
export type MatchGroup = { key: string | null; matches: Match[] };

const MOST_SHOWN = 500;
const BEFORE = 40;

/** The first 500 matches by node, and the number of further ones. */
export function groupMatches(matches: readonly Match[]): { groups: MatchGroup[]; hidden: number } {
  const groups: MatchGroup[] = [];
  for (const match of matches.slice(0, MOST_SHOWN)) {
    const last = groups.at(-1);
    if (last && last.key === match.key) last.matches.push(match);
    else groups.push({ key: match.key, matches: [match] });
  }
  return { groups, hidden: Math.max(0, matches.length - MOST_SHOWN) };
}

/** Counts matches in words, such as "3 matches in 2 nodes". */
export function summarizeMatches(matches: readonly Match[]): string {
  if (matches.length === 0) return 'No matches';
  const isNode = (key: string | null) => key !== null && kindOfArea(key) === null;
  const nodes = new Set(matches.map(({ key }) => key).filter(isNode)).size;
  const found = count(matches.length, 'match', 'matches');
  return nodes === 0 ? found : `${found} in ${count(nodes, 'node', 'nodes')}`;
}

/** The words around a match, shortened before it. */
export function toExcerpt({ text, from, to }: Match): { before: string; found: string; after: string } {
  const start = Math.max(0, from - BEFORE);
  const before = `${start > 0 ? '…' : ''}${text.slice(start, from)}`;
  return { before, found: text.slice(from, to), after: text.slice(to) };
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
