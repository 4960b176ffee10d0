import { setOwn } from '../expression/value';
import type { JsonObject } from '../json';
import { leaveBy } from '../move';
import { evaluateCode } from '../turn/rendering';
import { assignInOrder, compileAssignments } from './assign';
import { NEXT, type NodeBehaviour } from './behaviour';

/** Runs another flow with variables of its own; what it ends with is `output` to the assignments here. */
export const subflow: NodeBehaviour<'subflow'> = {
  // Whether the called flow rests is not known here; one that never does meets the bound of the turn.
  rest: 'world',
  exits: () => [...NEXT],
  assigns: ({ outputs }) => outputs.map(({ variable }) => variable),
  compile(node, compiler) {
    const inputs = compileAssignments(node.inputs, compiler, '/inputs');
    const outputs = compileAssignments(node.outputs, compiler, '/outputs', ['output']);
    return {
      enter(context) {
        const variables: JsonObject = {};
        for (const { name, code } of inputs) setOwn(variables, name, evaluateCode(code, context));
        return { go: { to: 'call', flow: node.flow, variables } };
      },
      wake: {
        returned: ({ output }, context) => ({
          assign: assignInOrder(outputs, context, { output }),
          go: leaveBy('next'),
        }),
      },
    };
  },
};
