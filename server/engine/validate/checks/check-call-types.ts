import { toCallKey } from '../../certify/call-key';
import type { NodeOf } from '../../definition/node';
import { errorAt, type Problem, warningAt } from '../../definition/problem';
import { visitTree } from '../../expression/list-parts';
import type { ParsedExpression } from '../../expression/parse/parse-expression';
import type { JsonObject } from '../../json';
import { allowsOthers, findProperty, listProperties, listRequired } from '../../schema/declared';
import { findViolations } from '../../schema/list-violations';
import type { Inspection } from '../inspection';

/** The parsed expression at each path. */
type Expressions = ReadonlyMap<string, ParsedExpression | undefined>;
type Called = { node: NodeOf<'subflow'>; index: number };

/** Compares calls with the inputs and outputs that the called flows declare. */
export function checkCallTypes({ definition: { nodes }, uses, calls }: Inspection): Problem[] {
  if (calls.size === 0) return [];
  const expressions = new Map(uses.map(({ path, expressions: [first] }) => [path, first]));
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'subflow') return [];
    const { inputs = null, outputs = null } = calls.get(toCallKey(node)) ?? {};
    return [
      ...(inputs ? checkInputs({ node, index }, inputs, expressions) : []),
      ...(outputs ? checkOutputs({ node, index }, outputs, expressions) : []),
    ];
  });
}

function checkInputs({ node, index }: Called, inputs: JsonObject, expressions: Expressions): Problem[] {
  const path = `/nodes/${index}/inputs`;
  const given = new Set(node.inputs.map(({ variable }) => variable));
  // A flow that shares its variables gives those, too.
  const missing = node.share ? [] : listRequired(inputs).filter((name) => !given.has(name));
  return [
    ...missing.map((name) =>
      errorAt('missing_input', node.id, path, `The flow "${node.flow}" requires the input "${name}".`),
    ),
    ...node.inputs.flatMap(({ variable }, at) => {
      const schema = findProperty(inputs, variable);
      if (schema === undefined) return reportUnknown({ node, index }, inputs, variable, at);
      const value = findConstant(expressions.get(`${path}/${at}/value`));
      if (value === undefined) return [];
      // What is wrong with the inputs as a whole has no path: it depends on the others.
      const found = findViolations({ ...inputs, required: [] }, { [variable]: value });
      const fault = found.find(({ path: place }) => place !== '');
      if (!fault) return [];
      const message = `The input "${variable}" of the flow "${node.flow}" does not take this value: ${fault.path} ${fault.message}.`;
      return [errorAt('input_mismatch', node.id, `${path}/${at}/value`, message)];
    }),
  ];
}

function reportUnknown({ node, index }: Called, inputs: JsonObject, name: string, at: number): Problem[] {
  const path = `/nodes/${index}/inputs/${at}/variable`;
  const known = listProperties(inputs).map((one) => `"${one.name}"`);
  const list = known.length === 0 ? 'none' : known.join(', ');
  const message = `The flow "${node.flow}" declares no input "${name}"; its inputs are ${list}.`;
  const report = allowsOthers(inputs) ? warningAt : errorAt;
  return [report('unknown_input', node.id, path, message)];
}

/** The value of an expression that is a literal; undefined for any other. */
function findConstant(expression: ParsedExpression | undefined) {
  return expression?.root.kind === 'literal' ? (expression.root.value ?? null) : undefined;
}

/** Warns of members of `output` that the called flow does not declare. */
function checkOutputs({ node, index }: Called, outputs: JsonObject, expressions: Expressions): Problem[] {
  if (listProperties(outputs).length === 0) return [];
  return node.outputs.flatMap((_, at) => {
    const path = `/nodes/${index}/outputs/${at}/value`;
    const expression = expressions.get(path);
    if (!expression) return [];
    const unknown = listMembers(expression).filter((name) => findProperty(outputs, name) === undefined);
    return [...new Set(unknown)].map((name) => {
      const message = `The flow "${node.flow}" declares no output "${name}".`;
      return warningAt('unknown_output', node.id, path, message);
    });
  });
}

function listMembers({ root }: ParsedExpression): string[] {
  const names: string[] = [];
  visitTree(root, (part) => {
    if (part.kind === 'member' && part.object.kind === 'variable' && part.object.name === 'output')
      names.push(part.key);
  });
  return names;
}
