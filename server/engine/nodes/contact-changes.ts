import type { CompiledExpression, Compiler } from '../compile/compiler';
import type { ContactPatch } from '../data/merge-contact';
import { quote } from '../data/quote';
import { setOwn } from '../data/set-own';
import type { Json, JsonObject } from '../json';
import { parseLanguageTag } from '../locale/locale';
import type { Effect } from '../protocol';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { effectKey, type NodeContext } from './contract/node-context';
import type { Assignment } from './contract/node-result';

type Source = { field: string; value: string };
type Compiled = { field: string; code: CompiledExpression };

const ATTRIBUTE = 'attributes.';

/** Compiles changes of the contact. */
export function compileContactChanges(
  sources: readonly Source[],
  compiler: Compiler,
  path: string,
): Compiled[] {
  return sources.map(({ field, value }, index) => ({
    field,
    code: compiler.expression(`${path}/${index}/value`, value),
  }));
}

/** Evaluates changes of the contact as one effect; `assigned` are what the node has set before. */
export function changeContact(
  compiled: readonly Compiled[],
  context: NodeContext,
  assigned: readonly Assignment[],
): Effect[] {
  if (compiled.length === 0) return [];
  const variables = { ...context.variables };
  for (const { name, value } of assigned) setOwn(variables, name, value);
  const patch: ContactPatch = {};
  const attributes: JsonObject = {};
  for (const { field, code } of compiled) {
    const value = evaluateExpression(code, context, variables);
    if (field.startsWith(ATTRIBUTE)) setOwn(attributes, field.slice(ATTRIBUTE.length), value);
    else if (field === 'locale') patch.locale = toLocale(value, context.notes);
    else patch.name = toName(value, context.notes);
  }
  if (patch.name === undefined) delete patch.name;
  if (patch.locale === undefined) delete patch.locale;
  if (Object.keys(attributes).length > 0) patch.attributes = attributes;
  if (Object.keys(patch).length === 0) return [];
  return [{ type: 'contact.patch', key: effectKey(context), patch }];
}

function toName(value: Json, notes: string[]): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  notes.push("Left out the contact's name, which is not a text.");
  return undefined;
}

function toLocale(value: Json, notes: string[]): string | null | undefined {
  if (value === null) return null;
  const locale = typeof value === 'string' ? parseLanguageTag(value) : null;
  if (locale === null) notes.push(`Left out the unknown locale ${quote(String(value))} of the contact.`);
  return locale ?? undefined;
}
