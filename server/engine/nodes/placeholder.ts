import { quote } from '../data/quote';
import { nodeWarning } from '../definition/problem';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

/** Keeps a block of another product that has no counterpart here, and follows its wire without doing anything. */
export const placeholder: NodeBehavior<'placeholder'> = {
  waitsFor: 'nothing',
  exits: () => [...NEXT],
  check: ({ block, product }) => {
    const what = product === undefined ? `The placeholder ${quote(block)}` : `${quote(block)} of ${product}`;
    const why = product === undefined ? 'does nothing' : 'has no counterpart here and does nothing';
    const message = `${what} ${why}: the flow goes on at its next node. Replace it or remove it.`;
    return [nodeWarning('placeholder', '/block', message)];
  },
  compile: () => ({ enter: () => ({ transition: goTo('next') }) }),
};
