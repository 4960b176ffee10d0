import type { Problem } from '../../definition/problem';
import { warningAt } from '../../definition/problem';
import { CONTACT_NAME, FACT_FIELDS } from '../../expression/fact-names';
import { visitTree } from '../../expression/list-parts';
import type { TreeNode } from '../../expression/tree';
import { findOwnNames } from '../../program';
import type { Inspection } from '../inspection';

/** Reports fields that neither `session` nor `contact` has, unless the name is a variable of the flow. */
export function checkFacts({ definition, uses }: Inspection): Problem[] {
  const own = findOwnNames(definition);
  return uses.flatMap(({ expressions, nodeId, path, locals }) =>
    expressions
      .flatMap(({ root }) => listUnknownFields(root))
      .filter(([name]) => !own.has(name) && !locals.includes(name))
      .map(([name, field]) => warningAt('unknown_field', nodeId, path, describeUnknown(name, field))),
  );
}

function listUnknownFields(root: TreeNode): [string, string][] {
  const unknown: [string, string][] = [];
  visitTree(root, (node) => {
    if (node.kind !== 'member' || node.object.kind !== 'variable') return;
    const { name } = node.object;
    const fields = Object.hasOwn(FACT_FIELDS, name) ? FACT_FIELDS[name] : undefined;
    if (fields && !fields.includes(node.key)) unknown.push([name, node.key]);
  });
  return unknown;
}

function describeUnknown(name: string, field: string): string {
  const known = (FACT_FIELDS[name] ?? []).map((one) => `${name}.${one}`).join(', ');
  const hint =
    name === CONTACT_NAME ? ` Attributes of the contact are read as contact.attributes.${field}.` : '';
  return `"${name}" has no field "${field}". It has ${known}.${hint}`;
}
