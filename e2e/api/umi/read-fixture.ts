import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
// The vendor's examples name ids in words where they leave them open, and some of its UUIDs are none.
const STANDS_FOR_UUID = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}$|uuid|^YOUR_ORG_ID$/i;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** One JSON example of the vendor's document. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.resolve(`server/dialects/umi/fixtures/${name}.json`), 'utf8'));
}

/** The example with its placeholders, wherever they stand, as the values named here. */
export function fillFixture(name: string, values: Record<string, string>): Record<string, unknown> {
  const text = JSON.stringify(readFixture(name), (_, value) => values[value] ?? value);
  return JSON.parse(text);
}

/** Same keys in the same order, same types, ids and times in the same notation. */
export function expectForm(actual: unknown, example: unknown): void {
  expect(toForm(actual)).toEqual(toForm(example));
}

/** An example as a pattern for `toMatchObject`: its fields with values of the same types. */
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
