import { z } from 'zod';
import { node } from './definition/node';
import { jsonTemplate, nodeId, variableName } from './definition/text';
import { trigger } from './definition/trigger';

const variable = z.strictObject({
  name: variableName,
  description: z.string().max(500).optional(),
  default: jsonTemplate.optional(),
  /** Whether what a visitor's page sends under this name becomes its value until the flow sets it. */
  public: z.boolean().optional(),
});

/** A definition whose parts are what is given. */
function buildDefinition<V extends z.ZodType, T extends z.ZodType, N extends z.ZodType>(parts: {
  variables: V;
  triggers: T;
  nodes: N;
}) {
  return z.strictObject({
    format: z.literal(1),
    description: z.string().max(2_000).optional(),
    variables: z.array(parts.variables).max(200).default([]),
    triggers: z.array(parts.triggers).max(50).default([]),
    start: nodeId,
    nodes: z.array(parts.nodes).min(1).max(2_000),
  });
}

/** What a definition has many of, each to be parsed by itself. */
export const definitionParts = { variables: variable, triggers: trigger, nodes: node };

/** A definition whose parts are not looked at. */
export const definitionEnvelope = buildDefinition({
  variables: z.unknown(),
  triggers: z.unknown(),
  nodes: z.unknown(),
});

/** A flow as authors draw it and files carry it. Exits live with their node; positions are for the canvas alone. */
export const flowDefinition = buildDefinition(definitionParts);

export type FlowDefinition = z.infer<typeof flowDefinition>;
/** What may be written: defaults left out. */
export type FlowDefinitionInput = z.input<typeof flowDefinition>;

/** The definition's JSON Schema (draft 2020-12), for editors and for other software. */
export function flowJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(flowDefinition, { io: 'input', unrepresentable: 'any' });
}
