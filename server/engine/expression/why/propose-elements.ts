import type { TreeNode } from '../tree';
import { findOrigin } from './find-origin';
import { listElements } from './list-elements';
import { combineProposals, type Proposal, type Search } from './proposal';

type Method = Extract<TreeNode, { kind: 'method' }>;

/** Changes after which `some` and `every`, or a `find` that is used as one, accept or refuse; null for other methods. */
export function proposeElements(node: Method, want: boolean, search: Search): Proposal[] | null {
  const { name } = node;
  if (name !== 'some' && name !== 'every' && name !== 'find') return null;
  const elements = listElements(node, search, findOrigin);
  if (!elements) return null;
  const isEvery = name === 'every';
  const { list, bind, accepts, body } = elements;
  const proposalsOf = (index: number) => {
    bind(index);
    return search.propose(body, want);
  };
  const indexes = list.map((_, index) => index);
  // One element is enough to make `some` true and `every` false; else all that stand in the way have to change.
  if (want !== isEvery) return indexes.flatMap(proposalsOf);
  return combineProposals(indexes.filter((index) => accepts(index) !== want).map(proposalsOf));
}
