import { evaluateNode } from '../evaluate-node';
import type { Item, TreeNode, Value } from '../tree';
import { findOrigin, findOriginOrPart, setThrough } from './find-origin';
import type { Origin } from './origin';
import { type Proposal, type Search, toProposal } from './proposal';
import type { Relation } from './why';

type Call = Extract<TreeNode, { kind: 'method' | 'function' }>;

/** The relations of a test on a text, and the texts that satisfy them. */
type TextTest = {
  yes: Relation;
  no: Relation;
  add(text: string, part: string): string;
  remove(text: string, part: string): string;
};

const TEXT_TESTS: ReadonlyMap<string, TextTest> = new Map<string, TextTest>([
  ['includes', { yes: 'contain', no: 'lack', add: appendWord, remove: removeAll }],
  [
    'startsWith',
    { yes: 'startWith', no: 'notStartWith', add: (text, part) => part + text, remove: (text) => `_${text}` },
  ],
  [
    'endsWith',
    { yes: 'endWith', no: 'notEndWith', add: (text, part) => text + part, remove: (text) => `${text}_` },
  ],
]);

/** Changes after which a text or list contains something, or does not; null for other calls. */
export function proposeMembership(node: Call, want: boolean, search: Search): Proposal[] | null {
  if (node.kind === 'function')
    return node.name === '$matches' ? proposeMatch(node.args, want, search) : null;
  const test = TEXT_TESTS.get(node.name);
  const [first] = node.args;
  if (!test || !first || first.spread || node.args.length > 1) return null;
  const receiver = evaluateNode(node.object, search.evaluation);
  const sought = evaluateNode(first.value, search.evaluation);
  if (Array.isArray(receiver))
    return proposeList({ node: node.object, list: receiver }, { node: first.value, sought }, want, search);
  const origin = findOriginOrPart(node.object, search);
  if (!origin || (typeof sought !== 'string' && typeof sought !== 'number')) return [];
  return [proposeText(origin, test, String(sought), want)];
}

function proposeText(origin: Origin, test: TextTest, sought: string, want: boolean): Proposal {
  return toProposal(origin, want ? test.yes : test.no, [sought], (value) => {
    const text = typeof value === 'string' ? value : '';
    return want ? test.add(text, sought) : test.remove(text, sought);
  });
}

function appendWord(text: string, word: string): string {
  return text === '' ? word : `${text} ${word}`;
}

function removeAll(text: string, part: string): string {
  const low = text.toLowerCase();
  // Where case changes the length, only the exact text can be found again.
  if (part === '' || low.length !== text.length) return text.replaceAll(part, '');
  const pieces: string[] = [];
  let from = 0;
  for (let at = low.indexOf(part.toLowerCase()); at >= 0; at = low.indexOf(part.toLowerCase(), from)) {
    pieces.push(text.slice(from, at));
    from = at + part.length;
  }
  return [...pieces, text.slice(from)].join('');
}

type ListPart = { node: TreeNode; list: Value[] };
type SoughtPart = { node: TreeNode; sought: Value };

/** The sought value could be another one; else the list could contain it. */
function proposeList(
  { node, list }: ListPart,
  { node: soughtNode, sought }: SoughtPart,
  want: boolean,
  search: Search,
): Proposal[] {
  const origin = findOrigin(soughtNode, search);
  if (origin) {
    if (!want) return [toProposal(origin, 'differ', list, setThrough(origin, `${String(sought)}_`))];
    return list.map((element) => toProposal(origin, 'equal', [element], setThrough(origin, element)));
  }
  const listOrigin = findOriginOrPart(node, search);
  if (!listOrigin) return [];
  const wanted = JSON.stringify(sought);
  const toValue = (value: Value): Value => {
    const elements = Array.isArray(value) ? value : [];
    return want ? [...elements, sought] : elements.filter((element) => JSON.stringify(element) !== wanted);
  };
  return [toProposal(listOrigin, want ? 'contain' : 'lack', [sought], toValue)];
}

function proposeMatch(args: readonly Item[], want: boolean, search: Search): Proposal[] {
  const [text, pattern] = args;
  if (!text || !pattern) return [];
  const origin = findOriginOrPart(text.value, search);
  const glob = evaluateNode(pattern.value, search.evaluation);
  if (!origin || typeof glob !== 'string') return [];
  const matching = glob.replaceAll('*', '').replaceAll('?', 'x');
  return (want ? [matching] : ['', `${matching}_`, `_${matching}`]).map((example) =>
    toProposal(origin, want ? 'match' : 'notMatch', [glob], setThrough(origin, example)),
  );
}
