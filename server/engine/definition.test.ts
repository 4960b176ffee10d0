import { expect, it } from 'vitest';
import { flowJsonSchema } from './definition';

type Schema = { properties?: Record<string, { description?: string }> };

it('exports its JSON Schema', () => {
  expect(flowJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['format', 'start', 'nodes'],
  });
});

it('describes every field in its JSON Schema', () => {
  const without = new Set<string>();
  let fields = 0;
  const visit = (part: unknown, at: string): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, field] of Object.entries((part as Schema).properties ?? {})) {
      fields += 1;
      if (!field.description) without.add(`${at}/${name}`);
    }
    for (const [key, value] of Object.entries(part)) visit(value, `${at}/${key}`);
  };
  visit(flowJsonSchema(), '');
  expect(fields).toBeGreaterThan(500);
  expect([...without]).toEqual([]);
});
