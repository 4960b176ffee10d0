import type { FieldIssue } from './errors';

/**
 * Writes an issue as a sentence for people: a predicate follows the name of its field in words ("Display name must not be
 * empty."), and a message that is a sentence stays as it is.
 */
export function toIssueSentence({ path, message }: FieldIssue): string {
  if (!/^[a-z]/.test(message)) return message;
  return `${toFieldName(path)} ${message.replace(/\.$/, '')}.`;
}

/** A field in a list is named from the list on, as "Business hours, entry 1, from"; entries count from 1. */
function toFieldName(path: FieldIssue['path']): string {
  if (path.length === 0) return 'The value';
  const firstIndex = path.findIndex((key) => typeof key === 'number');
  const named = path.slice(firstIndex === -1 ? -1 : Math.max(0, firstIndex - 1));
  const text = named.map((key) => (typeof key === 'number' ? `entry ${key + 1}` : toWords(key))).join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Names a field in words: "maxLength" is "max length". */
export function toWords(key: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]{0,60}$/.test(key)) return `the field "${key.slice(0, 100)}"`;
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
}
