import { z } from 'zod';
import { FLOW_FORMAT } from './definition/format';
import { handler, MAX_HANDLERS } from './definition/handler';
import { describeProperties } from './definition/json-schema';
import { layout } from './definition/layout';
import { node } from './definition/node';
import {
  jsonObject,
  jsonTemplate,
  languageTag,
  MAX_LANGUAGES,
  nodeId,
  variableName,
} from './definition/text';
import { trigger } from './definition/trigger';
import { VALUE_TYPES } from './definition/value-type';

const variable = z.strictObject({
  name: variableName,
  description: z.string().max(500).optional(),
  /** What its values are; the checks and the completion use it. */
  valueType: z.enum(VALUE_TYPES).optional(),
  default: jsonTemplate.optional(),
  /** True if a visitor's page may set this variable until the flow does. */
  public: z.boolean().optional(),
  /** True for personal data: the places that its values can get to are listed. */
  personal: z.boolean().optional(),
});

function buildDefinition<V extends z.ZodType, T extends z.ZodType, N extends z.ZodType>(parts: {
  variables: V;
  triggers: T;
  nodes: N;
}) {
  return z.strictObject({
    $schema: z.string().max(2_000).optional(),
    format: z.literal(FLOW_FORMAT),
    description: z.string().max(2_000).optional(),
    /** The language of the people who use the flow; it decides how numbers, dates and telephone numbers are read. */
    locale: languageTag.optional(),
    /** The IANA time zone in which the flow reads and writes days and times, or a fixed offset such as "+05:30". */
    timeZone: z.string().min(1).max(64).optional(),
    /** Further languages of the texts of the flow, beside `locale`. */
    languages: z
      .array(languageTag)
      .max(MAX_LANGUAGES - 1)
      .optional(),
    /** A JSON Schema of the variables that a start or a call gives. */
    inputs: jsonObject.optional(),
    /** A JSON Schema of the output. */
    outputs: jsonObject.optional(),
    variables: z.array(parts.variables).max(200).default([]),
    triggers: z.array(parts.triggers).max(50).default([]),
    /** What leads to a node from anywhere in the flow, looked at before an answer is judged. */
    handlers: z.array(handler).max(MAX_HANDLERS).optional(),
    start: nodeId,
    nodes: z.array(parts.nodes).min(1).max(2_000),
    layout: layout.optional(),
  });
}

/** The lists of a definition, whose items are parsed one by one. */
export const definitionParts = { variables: variable, triggers: trigger, nodes: node };

/** The schema of a definition without the schemas of its lists. */
export const definitionEnvelope = buildDefinition({
  variables: z.unknown(),
  triggers: z.unknown(),
  nodes: z.unknown(),
});

/** A flow as it is written and exported. Each node holds its exits; positions and `layout` are for the canvas only. */
export const flowDefinition = buildDefinition(definitionParts);

export type FlowDefinition = z.infer<typeof flowDefinition>;
/** A definition as it may be written: defaults are optional. */
export type FlowDefinitionInput = z.input<typeof flowDefinition>;

/** The JSON Schema (draft 2020-12) of a definition, with a description of every field. */
export function flowJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(flowDefinition, { io: 'input', unrepresentable: 'any' });
  return { ...schema, properties: describeProperties(schema.properties) };
}
