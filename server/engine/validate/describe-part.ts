import { EMPTY, MISSING } from '@/server/shared/describe-issue';
import { LOCALIZED_FIELDS, LOCALIZED_LISTS } from '@/server/shared/localized-fields';
import { isJsonObject } from '../data/is-json-object';
import { quote } from '../data/quote';
import { ENTRY_NOUNS, ITEM_NOUNS, KIND_NOUNS, toNoun } from './part-nouns';

/** The begin of the predicate for a key that is not allowed. */
const INVALID_NAME = 'has a name that ';

type Path = readonly (string | number)[];

/**
 * A part of a definition in words. An item names its list's parts around it; `field` is set for a field of a part, and
 * `language` for one language of a text.
 */
type Part = { owner: string; field: string | null; language: string | null };

/**
 * Says to an author what is wrong with a part of a definition, as a sentence: "Button 2 of message 1 has no label yet."
 * `predicate` is the end of the sentence; `path` leads from the root of the definition to the part.
 */
export function describePart(path: Path, predicate: string, input: unknown): string {
  const { owner, field, language } = findPart(path, input);
  const within = language === null ? '' : ` in "${language}"`;
  const isMissing = predicate === EMPTY || predicate === MISSING;
  if (isMissing && field !== null) return toSentence(owner, `has no ${toNoun(field)}${within} yet`);
  if (isMissing && language !== null) return toSentence(owner, `is not given${within} yet`);
  const subject = field === null ? owner : `the ${toNoun(field)} of ${owner}`;
  if (language !== null && predicate.startsWith(INVALID_NAME)) {
    const fault = predicate.slice(INVALID_NAME.length);
    return toSentence(subject, `has the language "${language}": it ${fault}`);
  }
  return field === null
    ? toSentence(`${owner}${within}`, predicate)
    : toSentence(`the ${toNoun(field)}${within} of ${owner}`, predicate);
}

/** Names a part of a definition, such as "Label of button 2 of message 1". */
export function namePart(path: Path, input: unknown): string {
  const { owner, field } = findPart(path, input);
  const name = field === null ? owner : `${toNoun(field)} of ${owner}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function toSentence(subject: string, predicate: string): string {
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${predicate}.`;
}

function findPart(path: Path, input: unknown): Part {
  const items: string[] = [];
  let whole = 'the flow';
  let value = input;
  let field: string | null = null;
  let language: string | null = null;
  for (const [depth, key] of path.entries()) {
    const list = value;
    const before = path[depth - 1];
    value = readKey(value, key);
    const entry = nameEntry(before, key, list);
    if (entry === null) {
      const isText = field === null ? isLocalizedItem(path[depth - 2]) : LOCALIZED_FIELDS.has(field);
      if (isText) language = String(key);
      else field = String(key);
      continue;
    }
    field = null;
    if (before === 'nodes') whole = nameNode(value, key);
    else if (entry !== '') items.unshift(entry);
  }
  return { owner: items.length > 0 ? items.join(' of ') : whole, field, language };
}

/** True for the items of a list of texts, and for the entries of the texts that a question says. */
function isLocalizedItem(of: string | number | undefined): boolean {
  return typeof of === 'string' && (LOCALIZED_LISTS.has(of) || of === 'words');
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
