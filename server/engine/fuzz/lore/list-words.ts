import { isJsonObject } from '../../data/is-json-object';
import type { Node } from '../../definition/node';

const MAX_WORDS = 50;
const MAX_TEXT_CHARS = 20_000;
/** A word that looks like an example of a value: with a digit, or in capitals. */
const EXAMPLE = /[\p{L}\p{N}@#][\p{L}\p{N}@#._:/+-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;
const SHOWN: ReadonlySet<string> = new Set(['prompt', 'rules', 'retries', 'messages', 'answer', 'branches']);

/** Lists the words of a node's texts that look like examples of values, such as CX12345 or 14:30. */
export function listWords(node: Node): string[] {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(node)) if (SHOWN.has(key)) collect(value, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    for (const [word] of value.slice(0, MAX_TEXT_CHARS).matchAll(EXAMPLE))
      if (found.size < MAX_WORDS && /\d/.test(word)) found.add(word);
  } else if (Array.isArray(value)) for (const item of value) collect(item, found);
  else if (isJsonObject(value)) for (const item of Object.values(value)) collect(item, found);
}
