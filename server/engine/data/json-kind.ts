import type { Json } from '../json';

export type JsonKind = 'text' | 'number' | 'boolean' | 'list' | 'record' | 'null';

export function findJsonKind(value: Json): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'record';
  }
}
