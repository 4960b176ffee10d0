import { expect, it } from 'vitest';
import { flowJsonSchema } from './definition';

it('is also a JSON Schema, for editors and other software', () => {
  expect(flowJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['format', 'start', 'nodes'],
  });
});
