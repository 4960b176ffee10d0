import { setOwn } from '../data/set-own';
import type { NodeOf } from '../definition/node';
import { type NodeProblem, nodeError } from '../definition/problem';
import type { JsonObject } from '../json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { assignInOrder, compileAssignments } from './assignments';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

/**
 * Calls another flow, or goes to it without coming back. It has variables of its own unless it shares those of this flow;
 * `outputs` see its output as `output`.
 */
export const subflow: NodeBehavior<'subflow'> = {
  // Whether the called flow waits is unknown here; the bound on node visits ends one that never does.
  waitsFor: 'external',
  exits: ({ mode }) => (mode === 'goto' ? [] : [...NEXT]),
  assigns: ({ inputs, outputs, share }) =>
    [...(share ? inputs : []), ...outputs].map(({ variable }) => variable),
  check: checkOutputs,
  compile(node, compiler) {
    const inputs = compileAssignments(node.inputs, compiler, '/inputs');
    const outputs = compileAssignments(node.outputs, compiler, '/outputs', ['output']);
    const { flow, node: begin, mode, share = false } = node;
    const call = {
      ...{ type: 'call' as const, flow, replaces: mode === 'goto', shares: share },
      ...(begin !== undefined && { node: begin }),
    };
    return {
      enter(context) {
        if (share) return { assign: assignInOrder(inputs, context), transition: { ...call, variables: {} } };
        const variables: JsonObject = {};
        for (const { name, code } of inputs) setOwn(variables, name, evaluateExpression(code, context));
        return { transition: { ...call, variables } };
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

function checkOutputs({ mode, outputs }: NodeOf<'subflow'>): NodeProblem[] {
  if (mode !== 'goto' || outputs.length === 0) return [];
  const message = 'A flow that is gone to does not come back, so nothing is assigned from its output.';
  return [nodeError('outputs_of_goto', '/outputs', message)];
}
