import { toPointerToken } from '../../compile/compiler';
import { quote } from '../../data/quote';
import type { FlowDefinition } from '../../definition';
import type { NodeOf } from '../../definition/node';
import { errorAt, type Problem, warningAt } from '../../definition/problem';
import { variableName } from '../../definition/text';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { VISITOR_NAME } from '../../expression/fact-names';
import type { JsonObject } from '../../json';
import { checkSchema } from '../../schema/check-schema';
import { listProperties, listRequired } from '../../schema/declared';
import { listViolations } from '../../schema/list-violations';
import type { Inspection } from '../inspection';

const RESERVED: ReadonlySet<string> = new Set([TRIGGER_VARIABLE, VISITOR_NAME]);

/** Reports declared inputs and outputs that are invalid, that a trigger cannot give, or that an end does not match. */
export function checkDeclarations({ definition }: Inspection): Problem[] {
  const { inputs, outputs } = definition;
  return [
    ...(inputs ? checkInputs(inputs) : []),
    ...(inputs ? checkTriggers(definition, inputs) : []),
    ...(outputs ? place(checkSchema(outputs, '/outputs')) : []),
    ...(outputs ? definition.nodes.flatMap((node, index) => checkEnd(node, index, outputs)) : []),
  ];
}

function place(problems: ReturnType<typeof checkSchema>): Problem[] {
  return problems.map((problem) => ({ ...problem, nodeId: null }));
}

function checkInputs(inputs: JsonObject): Problem[] {
  const kind =
    inputs.type === 'object'
      ? []
      : [
          errorAt(
            'schema_root',
            null,
            inputs.type === undefined ? '/inputs' : '/inputs/type',
            'The schema of the inputs must have the type "object".',
          ),
        ];
  const names = listProperties(inputs).flatMap(({ name }) => {
    const path = `/inputs/properties/${toPointerToken(name)}`;
    if (RESERVED.has(name)) {
      const message = `"${name}" is set by the server, so it cannot be an input. Choose another name.`;
      return [errorAt('reserved_name', null, path, message)];
    }
    if (variableName.safeParse(name).success) return [];
    const message = `The input ${quote(name)} must be a letter or _ followed by up to 63 letters, digits or _, as the name of a variable.`;
    return [errorAt('input_name', null, path, message)];
  });
  return [...kind, ...names, ...place(checkSchema(inputs, '/inputs'))];
}

/** A trigger gives nothing but `trigger`, and a page the public variables. */
function checkTriggers({ triggers, variables }: FlowDefinition, inputs: JsonObject): Problem[] {
  const isPublic = (name: string) => variables.some((one) => one.name === name && one.public);
  const required = listRequired(inputs);
  return triggers.flatMap(({ type }, index) => {
    const missing = required.find((name) => type === 'event' || !isPublic(name));
    if (missing === undefined) return [];
    const path = `/triggers/${index}`;
    if (type === 'event') {
      const message = `An event cannot start this flow, because it does not give the required input "${missing}". Make the input optional.`;
      return [errorAt('trigger_input', null, path, message)];
    }
    const message = `A page cannot start this flow by this trigger unless it gives the required input "${missing}". Make it optional, or a public variable.`;
    return [warningAt('trigger_input', null, path, message)];
  });
}

function checkEnd(node: FlowDefinition['nodes'][number], index: number, outputs: JsonObject): Problem[] {
  if (node.kind !== 'end') return [];
  const path = node.output === undefined ? `/nodes/${index}` : `/nodes/${index}/output`;
  const fault = findFault(node, outputs);
  return fault === null
    ? []
    : [
        errorAt(
          'output_mismatch',
          node.id,
          path,
          `The output does not match the declared outputs: ${fault}.`,
        ),
      ];
}

/** Why an output never matches, as far as it is known without running the flow. */
function findFault({ output = null }: NodeOf<'end'>, outputs: JsonObject): string | null {
  if (!JSON.stringify(output).includes('{{')) return listViolations(outputs, output, 'it')[0] ?? null;
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return null;
  const missing = listRequired(outputs).find((name) => !Object.hasOwn(output, name));
  return missing === undefined ? null : `it must have the property "${missing}"`;
}
