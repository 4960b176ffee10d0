import type { ParsedTemplate } from '../template/parse-template';

/** Encloses the name of a secret while a request is rendered. Values never contain it, because it cannot be stored. */
const MARK = '\udc00';
const MARKED = /\udc00([A-Za-z0-9_]+)\udc00/g;

/** Replaces each expression that is a secret by a mark, which is text like any other until the request is complete. */
export function markSecrets(template: ParsedTemplate): ParsedTemplate {
  const { parts } = template;
  if (!parts.some((part) => typeof part !== 'string' && part.root.kind === 'secret')) return template;
  const marked = parts.map((part) =>
    typeof part !== 'string' && part.root.kind === 'secret' ? `${MARK}${part.root.name}${MARK}` : part,
  );
  return { ...template, parts: marked };
}

/** Whether a text has marks. */
export function hasMarks(text: string): boolean {
  return text.includes(MARK);
}

/** Whether a text begins with a mark. */
export function startsWithMark(text: string): boolean {
  return text.startsWith(MARK);
}

/** Replaces each mark by the text that `replace` returns for its name. */
export function replaceMarks(text: string, replace: (name: string) => string): string {
  return text.replace(MARKED, (_, name: string) => replace(name));
}
