import { expect, it } from 'vitest';
import { LOCALIZED_FIELDS } from '@/server/shared/localized-fields';
import { flowJsonSchema } from '../definition';

it('knows every field that the schema localizes', () => {
  const fields = new Set<string>();
  const visit = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    if ('properties' in schema)
      for (const [name, own] of Object.entries(schema.properties as object))
        if (JSON.stringify(own).includes('"propertyNames"') && 'anyOf' in (own as object)) fields.add(name);
    for (const inner of Object.values(schema)) visit(inner);
  };
  visit(flowJsonSchema());
  expect([...fields].sort()).toEqual([...LOCALIZED_FIELDS].sort());
});
