import { compileFields } from '../answers/form/form';
import { type Compiler, createCompiler, fromPointerToken, toPointerToken } from '../compile/compiler';
import { NO_PARSERS } from '../compile/prepare-compiler';
import type { FlowDefinition } from '../definition';
import type { LocalizedText } from '../definition/text';
import { type Trigger, triggerName } from '../definition/trigger';
import { behaviorOf } from '../nodes/behavior-of';
import type { Steps } from '../steps';

/** A path from the root of a definition. */
export type TextPath = readonly (string | number)[];

/**
 * A text of a definition that people read. `key` names it by its node's id and its field; it stays the same when nodes, choices
 * or fields of forms change places.
 */
export type FlowText = {
  key: string;
  nodeId: string | null;
  path: TextPath;
  value: LocalizedText;
  /** An address, which is usually the same in all languages. */
  isAddress: boolean;
};

const ADDRESS_FIELDS: ReadonlySet<unknown> = new Set(['url', 'imageUrl']);

/** Lists the texts of a definition in order, one node per step. */
export function* listTexts({ nodes, triggers }: FlowDefinition): Steps<FlowText[]> {
  const texts: FlowText[] = [];
  const uses = new Map<string, number>();
  const add = (text: OwnText, owner: { key: string; nodeId: string | null; path: TextPath }) => {
    const key = owner.key + text.key;
    const use = (uses.get(key) ?? 0) + 1;
    uses.set(key, use);
    const { nodeId, path } = owner;
    // Only a definition with an error has two nodes or triggers of one name.
    texts.push({ ...text, key: use === 1 ? key : `${key}~${use}`, nodeId, path: [...path, ...text.path] });
  };
  for (const [index, node] of nodes.entries()) {
    const owner = { key: `nodes/${node.id}`, nodeId: node.id, path: ['nodes', index] };
    for (const text of findTexts(node, (compiler) => behaviorOf(node).compile(node, compiler)))
      add(text, owner);
    yield;
  }
  for (const [index, trigger] of triggers.entries()) {
    const key = `triggers/${trigger.type}/${toPointerToken(triggerName(trigger))}`;
    const owner = { key, nodeId: null, path: ['triggers', index] };
    for (const text of findTexts(trigger, (compiler) => requestTexts(trigger, compiler))) add(text, owner);
    yield;
  }
  return texts;
}

/** Requests the texts of a trigger. Its own are plain; those of the fields of its form are templates. */
function requestTexts(trigger: Trigger, compiler: Compiler): void {
  const request = (pointer: string, text: LocalizedText | undefined) =>
    text !== undefined && compiler.localized(pointer, text);
  if (trigger.type === 'intent') {
    request('/displayLabel', trigger.displayLabel);
    request('/subtitle', trigger.subtitle);
    request('/description', trigger.description);
    for (const [index, example] of trigger.examples.entries()) request(`/examples/${index}`, example);
  }
  if (trigger.type === 'form') {
    request('/title', trigger.title);
    request('/submitLabel', trigger.submitLabel);
    compileFields(trigger.fields, compiler, '');
  }
}

type OwnText = Omit<FlowText, 'nodeId'>;

/** The texts that `compile` requests and that stand in `owner`; defaults of the engine do not. */
function findTexts(owner: object, compile: (compiler: Compiler) => unknown): OwnText[] {
  const texts: OwnText[] = [];
  const parsing = createCompiler(() => undefined, undefined, NO_PARSERS);
  const localized: Compiler['localized'] = (pointer, source, locals) => {
    const { key, path, value } = follow(owner, pointer);
    if (value === source)
      texts.push({ key, path, value: source, isAddress: ADDRESS_FIELDS.has(path.at(-1)) });
    return parsing.localized(pointer, source, locals);
  };
  compile({ ...parsing, localized });
  return texts;
}

function follow(owner: object, pointer: string): { key: string; path: TextPath; value: unknown } {
  let value: unknown = owner;
  let key = '';
  const path: (string | number)[] = [];
  for (const token of pointer.split('/').slice(1)) {
    const list = Array.isArray(value) ? value : null;
    const step = list ? Number(token) : fromPointerToken(token);
    key += `/${list ? nameItem(list, Number(token)) : token}`;
    value = readMember(value, step);
    path.push(step);
  }
  return { key, path, value };
}

/** Names a choice by its value and a field by its name, unless others have the same; other items are counted from 1. */
function nameItem(list: readonly unknown[], index: number): string {
  const name = readName(list[index]);
  const isOnly = name !== null && list.filter((item) => readName(item) === name).length === 1;
  return isOnly ? toPointerToken(name) : String(index + 1);
}

function readName(item: unknown): string | null {
  const name = readMember(item, 'value') ?? readMember(item, 'name');
  return typeof name === 'string' ? name : null;
}

function readMember(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (Reflect.get(value, key) as unknown)
    : undefined;
}
