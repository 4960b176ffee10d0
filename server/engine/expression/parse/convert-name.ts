import type { Expression } from 'acorn';
import { CONFIG, isConfigName } from '@/server/shared/config-name';
import { isSecretName, SECRETS } from '@/server/shared/secret-name';
import { CONSTANTS } from '../functions/constants';
import { FUNCTIONS, NAMESPACES } from '../functions/functions';
import type { TreeNode } from '../tree';
import { type Conversion, failAt, type Locals } from './conversion';

/** `$vars.name` always reads the variable; `vars.name` does unless a variable is called `vars`. */
const ALL_VARIABLES = '$vars';
const VARIABLES_ALIAS = 'vars';

type Identifier = Extract<Expression, { type: 'Identifier' }>;
type Member = Extract<Expression, { type: 'MemberExpression' }>;

/** Converts an identifier: a callback parameter, a constant or a variable. */
export function convertName(node: Identifier, locals: Locals, conversion: Conversion): TreeNode {
  const { name, start, end } = node;
  const slot = locals.get(name);
  if (slot !== undefined) return { kind: 'local', slot, start, end };
  if (CONSTANTS.has(name)) return { kind: 'literal', value: CONSTANTS.get(name), start, end };
  if (name === ALL_VARIABLES) return { kind: 'variables', start, end };
  if (name === VARIABLES_ALIAS) return { kind: 'alias', name: null, start, end };
  if (name === SECRETS) failAt(`Name one secret, as in ${SECRETS}.API_KEY`, node);
  if (name === CONFIG) failAt(`Name one configuration value, as in ${CONFIG}.LIMIT`, node);
  if (FUNCTIONS.has(name)) failAt(`${name} is a function; call it, as in ${name}(…)`, node);
  if (NAMESPACES.has(name)) failAt(`${name} is not a value; use one of its functions`, node);
  conversion.names.add(name);
  return { kind: 'variable', name, start, end };
}

/** Converts `object.key` and `object[key]`. */
export function convertMember(node: Member, locals: Locals, conversion: Conversion): TreeNode {
  const { start, end, object } = node;
  const key = findStaticKey(node);
  if (object.type === 'Identifier' && !locals.has(object.name)) {
    const special = convertSpecialMember(node, object.name, key, conversion);
    if (special) return special;
  }
  const converted = conversion.convert(object, locals, conversion);
  if (key !== null) return { kind: 'member', object: converted, key, start, end };
  const index = conversion.convert(node.property, locals, conversion);
  return { kind: 'index', object: converted, key: index, start, end };
}

/** The key of a member access if it is static, else null. */
export function findStaticKey(node: Member): string | null {
  const { property } = node;
  if (!node.computed)
    return property.type === 'Identifier'
      ? property.name
      : failAt('Private names are not part of the language', node);
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

function convertSpecialMember(
  node: Member,
  owner: string,
  key: string | null,
  conversion: Conversion,
): TreeNode | null {
  const { start, end } = node;
  if (NAMESPACES.has(owner)) return convertConstant(node, owner, key);
  if (owner === SECRETS) return convertSecret(node, key, conversion);
  if (owner === CONFIG) return convertConfig(node, key, conversion);
  if (key === null || (owner !== ALL_VARIABLES && owner !== VARIABLES_ALIAS)) return null;
  conversion.names.add(key);
  return { kind: owner === ALL_VARIABLES ? 'variable' : 'alias', name: key, start, end };
}

// A secret and a configuration value have one spelling each, by which a search in the text of a flow finds them.
function isDotted({ computed, property, object }: Member): boolean {
  return !computed && property.start === object.end + 1;
}

function convertConfig(node: Member, key: string | null, { config }: Conversion): TreeNode {
  if (key === null || !isDotted(node) || !isConfigName(key))
    failAt(`Name one configuration value, as in ${CONFIG}.LIMIT`, node);
  config.add(key);
  return { kind: 'config', name: key, start: node.start, end: node.end };
}

function convertSecret(node: Member, key: string | null, { secrets }: Conversion): TreeNode {
  if (key === null || !isDotted(node) || !isSecretName(key))
    failAt(`Name one secret, as in ${SECRETS}.API_KEY`, node);
  secrets.add(key);
  return { kind: 'secret', name: key, start: node.start, end: node.end };
}

function convertConstant(node: Member, owner: string, key: string | null): TreeNode {
  const name = `${owner}.${key}`;
  if (FUNCTIONS.has(name)) failAt(`${name} is a function; call it, as in ${name}(…)`, node);
  if (key === null || !CONSTANTS.has(name)) failAt(`${owner} has no constant of that name`, node);
  return { kind: 'literal', value: CONSTANTS.get(name), start: node.start, end: node.end };
}
