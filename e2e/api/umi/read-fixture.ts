import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// The vendor's examples use placeholder words as ids, and some of their UUIDs are invalid.
const STANDS_FOR_UUID = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}$|uuid|^YOUR_ORG_ID$/i;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** One JSON example of the vendor's document. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.resolve(`server/dialects/umi/fixtures/${name}.json`), 'utf8'));
}

/** Returns the example with its placeholders replaced by these values. */
export function fillFixture(name: string, values: Record<string, string>): Record<string, unknown> {
  const text = JSON.stringify(readFixture(name), (_, value) => values[value] ?? value);
  return JSON.parse(text);
}

/** Expects the same keys in the same order, the same types, and the same id and time notations. */
export function expectForm(actual: unknown, example: unknown): void {
  expect(toForm(actual)).toEqual(toForm(example));
}

/** Turns an example into a `toMatchObject` pattern that checks fields and types. */
export function toTypes(value: unknown): object {
  const entries = Object.entries(value as object).filter(([key]) => key !== '...');
  return Object.fromEntries(entries.map(([key, child]) => [key, toType(child)]));
}

function toType(value: unknown): unknown {
  if (value === null) return null;
  return typeof value === 'object' ? toTypes(value) : expect.any(Object(value).constructor);
}

function toForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toForm);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([key, child]) => [key, toForm(child)]);
  }
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  if (UUID.test(value) || STANDS_FOR_UUID.test(value)) return 'uuid';
  return TIME.test(value) ? 'time' : 'string';
}
