import { z } from 'zod';
import { answer, answerRule } from './answer';
import { content } from './content';
import {
  duration,
  eventName,
  expressionSource,
  jsonObject,
  jsonTemplate,
  nodeId,
  templateText,
  variableName,
} from './text';

/** Where each named exit leads; an exit left out ends the flow there. */
const exits = z.record(z.string().min(1).max(210), nodeId).default({});

const base = {
  id: nodeId,
  label: z.string().max(200).optional(),
  note: z.string().max(2_000).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
  exits,
};

const branch = { id: nodeId, label: z.string().max(200).optional() };
const assignment = z.strictObject({
  variable: variableName,
  value: expressionSource,
});

const retry = z.strictObject({ attempts: z.number().int().min(1).max(5) }).default({ attempts: 1 });

const httpBody = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('json'), value: jsonTemplate }),
  z.strictObject({
    type: z.literal('form'),
    fields: z.record(z.string().min(1).max(200), templateText(8_000)),
  }),
  z.strictObject({
    type: z.literal('text'),
    text: templateText(32_000),
    contentType: z.string().max(200).optional(),
  }),
]);

/** One step of a flow; `kind` tells which. */
export const node = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('message'),
    messages: z.array(content).min(1).max(20),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('question'),
    prompt: z.array(content).min(1).max(20),
    answer,
    variable: variableName,
    rules: z.array(answerRule).max(10).default([]),
    /** How often a wrong answer is asked again before the exit `invalid`. */
    retries: z
      .strictObject({
        max: z.number().int().min(0).max(20),
        message: templateText(2_000).optional(),
      })
      .optional(),
    noReply: z.strictObject({ after: duration }).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('condition'),
    branches: z
      .array(z.strictObject({ ...branch, when: expressionSource }))
      .min(1)
      .max(50),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('set'),
    assign: z.array(assignment).min(1).max(50),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('http'),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
    url: templateText(4_000),
    query: z.record(z.string().min(1).max(200), templateText(2_000)).default({}),
    headers: z
      .record(
        z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'must be a header name'),
        templateText(4_000),
      )
      .default({}),
    body: httpBody.optional(),
    timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
    retry,
    /** Expressions over `response` (`status`, `headers`, `body`), assigned when the call succeeded (2xx). */
    save: z.array(assignment).max(50).default([]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('ai'),
    /** Of an endpoint for chat completions. */
    url: templateText(4_000),
    apiKey: templateText(2_000).optional(),
    model: templateText(200),
    system: templateText(32_000).optional(),
    prompt: templateText(32_000),
    /** A JSON Schema: the reply is asked to keep it, and the JSON in it is kept instead of its text. */
    schema: jsonObject.optional(),
    temperature: z.number().min(0).max(2).optional(),
    maxTokens: z.number().int().min(1).max(1_000_000).optional(),
    variable: variableName,
    timeoutMs: z.number().int().min(100).max(120_000).default(30_000),
    retry,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('intent'),
    /** What to recognise; what the flow heard last unless given. */
    text: expressionSource.optional(),
    branches: z
      .array(
        z.strictObject({
          ...branch,
          examples: z.array(z.string().min(1).max(500)).max(50).default([]),
          keywords: z.array(z.string().min(1).max(100)).max(50).default([]),
        }),
      )
      .min(1)
      .max(50),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('transfer'),
    messages: z.array(content).max(20).default([]),
    destination: templateText(500).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('wait'),
    wait: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('for'), duration }),
      z.strictObject({ type: z.literal('until'), time: expressionSource }),
    ]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('await-event'),
    event: eventName,
    /** An expression over `event` (its payload); an event that does not match is left alone. */
    match: expressionSource.optional(),
    variable: variableName.optional(),
    timeout: duration.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('emit'),
    event: eventName,
    payload: jsonTemplate.default({}),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('subflow'),
    flow: z.string().min(1).max(100),
    inputs: z.array(assignment).max(50).default([]),
    /** Expressions over `output` (what the called flow ended with), assigned here. */
    outputs: z.array(assignment).max(50).default([]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('split'),
    branches: z
      .array(
        z.strictObject({
          ...branch,
          weight: z.number().int().min(0).max(1_000_000),
        }),
      )
      .min(1)
      .max(20),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('each'),
    list: expressionSource,
    item: variableName,
    index: variableName.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('suggest'),
    text: templateText(8_000),
    /** How sure the flow is, from 0 to 1. */
    score: expressionSource.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('end'),
    /** Said as the result of the run. */
    text: templateText(8_000).optional(),
    output: jsonTemplate.optional(),
  }),
]);

export type Node = z.infer<typeof node>;
export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;
