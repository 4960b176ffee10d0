import type { FlowDefinition } from '../../definition';
import type { Problem } from '../../definition/problem';
import { warningAt } from '../../definition/problem';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { FACT_NAMES, VISITOR_NAME } from '../../expression/fact-names';
import { listAssigned } from '../../nodes/list-assigned';
import { listProperties } from '../../schema/declared';
import type { Inspection, PlacedUse } from '../inspection';

type KnownNames = {
  /** Names that have a value or may get one. */
  named: ReadonlySet<string>;
  /** Declared names that only a server can set. */
  unset: ReadonlySet<string>;
  /** True if visitors' pages can start the flow. */
  isVisited: boolean;
};

/**
 * Reports variables that are read but neither declared nor set, and those that only a server can set in a
 * flow for visitors.
 */
export function checkVariables({ definition, uses }: Inspection): Problem[] {
  const known = listKnown(definition);
  return uses.flatMap((use) =>
    use.names.flatMap((name) => {
      const message = findProblem(name, use, known);
      return message === null ? [] : [warningAt(message.code, use.nodeId, use.path, message.text)];
    }),
  );
}

function listKnown(definition: FlowDefinition): KnownNames {
  const { variables, triggers, inputs } = definition;
  const set = new Set(listAssigned(definition));
  const declared = [...variables, ...listProperties(inputs)].map(({ name }) => name);
  const named = new Set([TRIGGER_VARIABLE, ...FACT_NAMES, ...set, ...declared]);
  const unset = variables.filter((one) => !one.public && one.default === undefined && !set.has(one.name));
  const isVisited = triggers.some(({ type }) => type !== 'event');
  return { named, unset: new Set(unset.map(({ name }) => name)), isVisited };
}

function findProblem(name: string, use: PlacedUse, { named, unset, isVisited }: KnownNames) {
  if (use.beforeStart)
    return { code: 'unknown_variable', text: `"${name}" has no value when the form is shown.` };
  if (use.locals.includes(name)) return null;
  if (!named.has(name)) return { code: 'unknown_variable', text: describeUnknown(name, isVisited) };
  return isVisited && unset.has(name) ? { code: 'unset_variable', text: describeUnset(name) } : null;
}

function describeUnknown(name: string, isVisited: boolean): string {
  const fault = `"${name}" is neither declared nor set anywhere in this flow.`;
  if (!isVisited) return fault;
  return `${fault} If a visitor's page sends it, read ${VISITOR_NAME}.${name}, or declare it and let visitors set it.`;
}

function describeUnset(name: string): string {
  return (
    `"${name}" has no default and nothing in this flow sets it; only your servers can. ` +
    `If a visitor's page sends it, read ${VISITOR_NAME}.${name}, or let visitors set the variable.`
  );
}
