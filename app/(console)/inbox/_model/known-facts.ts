import { firstLetter } from '@/app/_lib/shorten';
import type { JsonObject } from '@/server/engine/json';

export type Fact = { name: string; value: unknown };

/** The known facts of a person as rows, without empty ones. */
export function listFacts(known: JsonObject): Fact[] {
  return Object.entries(known)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ({ name: toWords(name), value }));
}

/** Formats a field's name as words: "fullName" and "full_name" become "Full name". */
export function toWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim();
  const plain = /[a-z]/.test(words) ? words.toLowerCase() : words;
  const first = firstLetter(plain);
  return first.toUpperCase() + plain.slice(first.length);
}
