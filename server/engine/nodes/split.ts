import { reportDuplicates } from '../definition/find-duplicates';
import { nodeError } from '../definition/problem';
import { drawByWeight } from './branches/draw';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo } from './contract/node-result';

/**
 * Takes a branch at random by weight. The choice is derived from the session, turn and visit (replay/bytes).
 */
export const split: NodeBehavior<'split'> = {
  waitsFor: 'nothing',
  exits: ({ branches }) => branches.map(({ id, weight }) => ({ name: id, expected: weight > 0 })),
  check({ branches }) {
    const ids = branches.map(({ id }) => id);
    const weightless = branches.every(({ weight }) => weight === 0);
    return [
      ...reportDuplicates('duplicate_branch', 'branch id', ids, (index) => `/branches/${index}/id`),
      ...(weightless
        ? [nodeError('no_weight', '/branches', 'Every branch has weight 0, so none can be taken.')]
        : []),
    ];
  },
  compile({ branches }) {
    return {
      enter: (context) => ({ transition: goTo(drawByWeight(toText(context), branches)?.id ?? '') }),
    };
  },
};

/** A text that is the same in every replay of this visit. */
function toText({ seed, turn, flow, nodeId, visit }: NodeContext): string {
  return `${seed}:${turn}:${flow}:${nodeId}:${visit}`;
}
