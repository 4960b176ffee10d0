import { expect, it } from 'vitest';
import { flowJsonSchema } from './definition';

it('exports its JSON Schema', () => {
  expect(flowJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['format', 'start', 'nodes'],
  });
});
