import { setOwn } from '../data/set-own';
import type { JsonObject } from '../json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { assignInOrder, compileAssignments } from './assignments';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

/** Calls another flow with variables of its own; `outputs` see its output as `output`. */
export const subflow: NodeBehavior<'subflow'> = {
  // Whether the called flow waits is unknown here; the bound on node visits ends one that never does.
  waitsFor: 'external',
  exits: () => [...NEXT],
  assigns: ({ outputs }) => outputs.map(({ variable }) => variable),
  compile(node, compiler) {
    const inputs = compileAssignments(node.inputs, compiler, '/inputs');
    const outputs = compileAssignments(node.outputs, compiler, '/outputs', ['output']);
    return {
      enter(context) {
        const variables: JsonObject = {};
        for (const { name, code } of inputs) setOwn(variables, name, evaluateExpression(code, context));
        return { transition: { type: 'call', flow: node.flow, variables } };
      },
      resume: {
        returned: ({ output }, context) => ({
          assign: assignInOrder(outputs, context, { output }),
          transition: goTo('next'),
        }),
      },
    };
  },
};
