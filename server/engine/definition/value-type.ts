/** The types of values that a variable may declare. */
export const VALUE_TYPES = ['text', 'number', 'boolean', 'list', 'object'] as const;

export type ValueType = (typeof VALUE_TYPES)[number];

const WORDS: Readonly<Record<ValueType, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
};

/** A value of a type in words, such as "a number". */
export function nameType(type: ValueType): string {
  return WORDS[type];
}

/** The type of a value; null for null and undefined. */
export function typeOfValue(value: unknown): ValueType | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}
