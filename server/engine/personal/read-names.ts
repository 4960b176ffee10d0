import { CONTACT_NAME } from '../expression/fact-names';
import { listParts } from '../expression/list-parts';
import type { TreeNode } from '../expression/tree';
import type { PlacedUse } from '../validate/inspection';

/** Fields of the contact that are personal in every organization. */
const ALWAYS = ['contact.address', 'contact.name'];
const ATTRIBUTES = 'contact.attributes';

/**
 * Lists the variables that a source reads, and the fields of the contact as `contact.name` or `contact.attributes.plan`;
 * `contact.attributes` stands for all attributes. `own` has the variables of the flow, which hide the contact.
 */
export function listReadNames({ expressions, locals }: PlacedUse, own: ReadonlySet<string>): string[] {
  const names = new Set<string>();
  const readsContact = !own.has(CONTACT_NAME) && !locals.includes(CONTACT_NAME);
  for (const { names: read, root } of expressions) {
    for (const name of read) if (name !== CONTACT_NAME || !readsContact) names.add(name);
    if (readsContact && read.includes(CONTACT_NAME)) for (const name of listFields(root)) names.add(name);
  }
  return [...names];
}

function listFields(node: TreeNode): string[] {
  const path = toPath(node);
  if (path === null) return listParts(node).flatMap(listFields);
  const [, field, attribute] = path;
  if (field === undefined) return [...ALWAYS, ATTRIBUTES];
  if (field === 'attributes') return [attribute === undefined ? ATTRIBUTES : `${ATTRIBUTES}.${attribute}`];
  return [`${CONTACT_NAME}.${field}`].filter((name) => ALWAYS.includes(name));
}

/** The keys of a chain of members that begins with the contact; null for anything else. */
function toPath(node: TreeNode): string[] | null {
  if (node.kind === 'variable') return node.name === CONTACT_NAME ? [CONTACT_NAME] : null;
  if (node.kind !== 'member') return null;
  const path = toPath(node.object);
  return path && [...path, node.key];
}

/** Whether a name is a field of the contact that is personal; `attributes` lists the tagged attributes. */
export function isPersonalField(name: string, attributes: readonly string[]): boolean {
  if (ALWAYS.includes(name)) return true;
  if (name === ATTRIBUTES) return attributes.length > 0;
  return attributes.some((attribute) => name === `${ATTRIBUTES}.${attribute}`);
}

/** Whether a name is a field of the contact. */
export function isContactField(name: string): boolean {
  return name.startsWith(`${CONTACT_NAME}.`);
}
