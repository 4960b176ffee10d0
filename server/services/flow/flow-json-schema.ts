import { flowJsonSchema } from '@/server/engine/definition';

/**
 * The JSON Schema of a flow: of a file with a `definition`, and of a definition alone. `id` is its URL.
 */
export function buildFlowJsonSchema(id: string): Record<string, unknown> {
  const { $schema, ...definition } = flowJsonSchema();
  return {
    $schema,
    $id: id,
    title: 'Parley flow',
    description: 'A flow as a file, or the definition of a flow.',
    // Editors name problems better in one of two forms than in an alternative.
    if: { type: 'object', required: ['definition'] },
    dependentSchemas: { definition: { $ref: '#/$defs/file' } },
    else: { $ref: '#/$defs/definition' },
    $defs: {
      file: {
        type: 'object',
        description: 'A flow as a file.',
        properties: {
          $schema: {
            type: 'string',
            description: 'The URL of this JSON Schema, for editors; not evaluated.',
          },
          format: { const: 'parley.flow', description: 'The format of the file.' },
          slug: { type: 'string', description: 'The slug of the flow, by which other flows call it.' },
          name: { type: 'string', description: 'The name of the flow.' },
          definition: { $ref: '#/$defs/definition', description: 'The definition of the flow.' },
        },
        required: ['format', 'slug', 'name', 'definition'],
        additionalProperties: false,
      },
      definition: { description: 'The definition of a flow.', ...definition },
    },
  };
}
