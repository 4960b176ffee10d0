import { reportDuplicates } from '../definition/find-duplicates';
import { nodeError } from '../definition/problem';
import { hashText } from './branches/hash-text';
import type { NodeBehavior } from './contract/node-behavior';
import type { NodeContext } from './contract/node-context';
import { goTo } from './contract/node-result';

const RANGE = 2 ** 32;

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
    const total = branches.reduce((sum, { weight }) => sum + weight, 0);
    return {
      enter(context) {
        let left = Math.floor((drawNumber(context) / RANGE) * total);
        const taken = branches.find(({ weight }) => {
          left -= weight;
          return left < 0;
        });
        return { transition: goTo((taken ?? branches[0])?.id ?? '') };
      },
    };
  },
};

/** A number below 2^32 that is the same in every replay of this visit. */
function drawNumber({ seed, turn, flow, nodeId, visit }: NodeContext): number {
  return hashText(`${seed}:${turn}:${flow}:${nodeId}:${visit}`);
}
