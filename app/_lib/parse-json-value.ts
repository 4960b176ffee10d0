import { shorten } from '@/app/_lib/shorten';
import type { Json } from '@/server/engine/json';
import { findInexactNumbers, type InexactNumber } from '@/server/shared/json-numbers';

/** Parses JSON that someone typed; returns the error of an invalid text. */
export function parseJson(text: string): { ok: true; value: Json } | { ok: false; reason: string } {
  try {
    const value = JSON.parse(text) as Json;
    const [inexact] = findInexactNumbers(text, 1);
    return inexact ? { ok: false, reason: explain(inexact) } : { ok: true, value };
  } catch (thrown) {
    return { ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function explain({ text }: InexactNumber): string {
  return `${shorten(text, 40)} cannot be kept exactly as a number. Write it in double quotes.`;
}
