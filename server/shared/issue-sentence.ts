import type { FieldIssue } from './errors';

/**
 * Writes an issue as a sentence for people: a predicate follows the name of its field in words ("Display name must not be
 * empty."), and a message that is a sentence stays as it is.
 */
export function toIssueSentence({ path, message }: FieldIssue): string {
  if (!/^[a-z]/.test(message)) return message;
  return `${toFieldName(path)} ${message.replace(/\.$/, '')}.`;
}

function toFieldName(path: FieldIssue['path']): string {
  const key = path.at(-1);
  if (key === undefined) return 'The value';
  if (typeof key === 'number') return `Item ${key + 1}`;
  if (!/^[A-Za-z][A-Za-z0-9]{0,60}$/.test(key)) return `The field "${key.slice(0, 100)}"`;
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
