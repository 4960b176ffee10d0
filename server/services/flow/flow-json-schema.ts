import { flowJsonSchema } from '@/server/engine/definition';
import { flowTestsJsonSchema } from '@/server/engine/flow-test/json-schema';
import { MAX_BUNDLE_FLOWS } from './bundle/schema';

const SCHEMA_URL = {
  type: 'string',
  description: 'The URL of this JSON Schema, for editors; not evaluated.',
};
const FLOW = {
  slug: { type: 'string', description: 'The slug of the flow, by which other flows call it.' },
  name: { type: 'string', description: 'The name of the flow.' },
  definition: { $ref: '#/$defs/definition', description: 'The definition of the flow.' },
};
const TESTS = { tests: { $ref: '#/$defs/tests', description: 'The tests of the flow.' } };
const TAGS = {
  tags: {
    type: 'array',
    maxItems: 20,
    items: { type: 'string', pattern: '\\S', maxLength: 40 },
    description: 'The tags of the flow.',
  },
};
const requireField = (field: string) => ({ required: [field] });
const toFormat = (format: string) => ({ const: format, description: 'The format of the file.' });

/**
 * The JSON Schema of a flow: of a file with a `definition`, of a bundle with `flows`, a file of `tests`, and a definition alone. `id` is
 * its URL.
 */
export function buildFlowJsonSchema(id: string): Record<string, unknown> {
  const { $schema, ...definition } = flowJsonSchema();
  const { $schema: _, ...tests } = flowTestsJsonSchema();
  return {
    $schema,
    $id: id,
    title: 'Parley flow',
    description: 'A flow as a file, a bundle of flows, a file of tests, or the definition of a flow.',
    // Editors name problems better in one form than in an alternative.
    if: { type: 'object', anyOf: ['definition', 'flows', 'tests'].map(requireField) },
    dependentSchemas: {
      definition: { $ref: '#/$defs/file' },
      flows: { $ref: '#/$defs/bundle' },
      tests: { if: requireField('definition'), else: { $ref: '#/$defs/testFile' } },
    },
    else: { $ref: '#/$defs/definition' },
    $defs: {
      file: {
        type: 'object',
        description: 'A flow as a file.',
        properties: { $schema: SCHEMA_URL, format: toFormat('parley.flow'), ...FLOW, ...TESTS, ...TAGS },
        required: ['format', 'slug', 'name', 'definition'],
        additionalProperties: false,
      },
      bundle: {
        type: 'object',
        description: 'Flows with the flows that they call.',
        properties: {
          $schema: SCHEMA_URL,
          format: toFormat('parley.bundle'),
          flows: {
            type: 'array',
            minItems: 1,
            maxItems: MAX_BUNDLE_FLOWS,
            description: 'The flows, each slug once.',
            items: {
              type: 'object',
              properties: { ...FLOW, ...TESTS, ...TAGS },
              required: ['slug', 'name', 'definition'],
              additionalProperties: false,
            },
          },
        },
        required: ['format', 'flows'],
        additionalProperties: false,
      },
      testFile: {
        type: 'object',
        description: 'Tests beside the file of a flow.',
        properties: { $schema: SCHEMA_URL, format: toFormat('parley.tests'), ...TESTS },
        required: ['format', 'tests'],
        additionalProperties: false,
      },
      definition: { description: 'The definition of a flow.', ...definition },
      tests: { description: 'The tests of the flow.', ...tests },
    },
  };
}
