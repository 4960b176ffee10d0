import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** One JSON example of the vendor's documents. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.resolve(`server/dialects/flowrest/fixtures/${name}.json`), 'utf8'));
}

/** Expects the same keys in the same order, the same types and the same time notation; ids may differ. */
export function expectForm(actual: unknown, example: unknown): void {
  expect(toForm(actual)).toEqual(toForm(example));
}

function toForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toForm);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([key, child]) => [key, toForm(child)]);
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  if (TIME.test(value)) return 'time';
  return 'string';
}
