import { EMPTY, MISSING } from '@/server/shared/describe-issue';
import { isJsonObject } from '../data/is-json-object';
import { quote } from '../data/quote';
import { ENTRY_NOUNS, ITEM_NOUNS, KIND_NOUNS, toNoun } from './part-nouns';

type Path = readonly (string | number)[];

/** A part of a definition in words. An item names its list's parts around it; `field` is set for a field of a part. */
type Part = { owner: string; field: string | null };

/**
 * Says to an author what is wrong with a part of a definition, as a sentence: "Button 2 of message 1 has no label yet."
 * `predicate` is the end of the sentence; `path` leads from the root of the definition to the part.
 */
export function describePart(path: Path, predicate: string, input: unknown): string {
  const { owner, field } = findPart(path, input);
  if (field === null) return toSentence(owner, predicate);
  if (predicate === EMPTY || predicate === MISSING) return toSentence(owner, `has no ${toNoun(field)} yet`);
  return toSentence(`the ${toNoun(field)} of ${owner}`, predicate);
}

function toSentence(subject: string, predicate: string): string {
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${predicate}.`;
}

function findPart(path: Path, input: unknown): Part {
  const items: string[] = [];
  let whole = 'the flow';
  let value = input;
  let field: string | null = null;
  for (const [depth, key] of path.entries()) {
    const list = value;
    const before = path[depth - 1];
    value = readKey(value, key);
    const entry = nameEntry(before, key, list);
    if (entry === null) {
      field = String(key);
      continue;
    }
    field = null;
    if (before === 'nodes') whole = nameNode(value, key);
    else if (entry !== '') items.unshift(entry);
  }
  return { owner: items.length > 0 ? items.join(' of ') : whole, field };
}

function readKey(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Names an item of a list or an entry of an object; empty for the only message of a node, null for any other field. */
function nameEntry(of: string | number | undefined, key: string | number, list: unknown): string | null {
  if (typeof of !== 'string') return null;
  if (typeof key === 'number') {
    const isOnly = (of === 'messages' || of === 'prompt') && Array.isArray(list) && list.length === 1;
    return isOnly ? '' : `${ITEM_NOUNS[of] ?? `item of ${toNoun(of)}`} ${key + 1}`;
  }
  return Object.hasOwn(ENTRY_NOUNS, of) ? `${ENTRY_NOUNS[of]} ${quote(key)}` : null;
}

function nameNode(node: unknown, index: string | number): string {
  const kind = isJsonObject(node) && typeof node.kind === 'string' ? node.kind : '';
  const nouns: Readonly<Record<string, string>> = KIND_NOUNS;
  return Object.hasOwn(nouns, kind) ? `the ${nouns[kind]}` : `node ${Number(index) + 1}`;
}
