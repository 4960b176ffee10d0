import { z } from 'zod';
import { answer, answerRule } from './answer';
import { content } from './content';
import {
  connectionName,
  contactField,
  duration,
  eventName,
  expressionSource,
  jsonObject,
  jsonTemplate,
  localizedTemplate,
  nodeId,
  templateText,
  variableName,
} from './text';

/** The target node of each exit. An exit without a target ends the flow. */
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

/** `name`, `locale`, or an attribute as `attributes.plan`. */
const contactChange = z.strictObject({ field: contactField, value: expressionSource });

/** Whether a new message of the person ends the call and takes the exit `interrupted`. */
const interruptible = z.boolean().optional();
const retry = z.strictObject({ attempts: z.number().int().min(1).max(5) }).default({ attempts: 1 });

/** `afterSending` also repeats a POST or PATCH that the server may have received. */
const httpRetry = z
  .strictObject({ attempts: z.number().int().min(1).max(5), afterSending: z.boolean().optional() })
  .default({ attempts: 1 });

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

/** A model: of a connection, or at the URL of a chat completions endpoint. */
const modelServer = {
  connection: connectionName.optional(),
  url: templateText(4_000).optional(),
  apiKey: templateText(2_000).optional(),
  /** Optional with a connection that has a default model. */
  model: templateText(200).optional(),
};

/** A node of a flow, discriminated by `kind`. */
export const node = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('message'),
    messages: z.array(content).min(1).max(20),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('question'),
    prompt: z.array(content).max(20).default([]),
    answer,
    variable: variableName.optional(),
    /** True if the answer is personal data, as with a variable. */
    personal: z.boolean().optional(),
    /** The scale on which statistics count the answer as a rating; default: it is not counted. */
    rating: z.strictObject({ min: z.int().min(0).max(99), max: z.int().min(1).max(100) }).optional(),
    rules: z.array(answerRule).max(10).default([]),
    /** The number of invalid replies before the flow takes the exit `invalid`. */
    retries: z
      .strictObject({
        max: z.number().int().min(0).max(20),
        message: localizedTemplate(2_000).optional(),
        /** Declares that the flow is meant to go on without an answer, so that `invalid` may lead where an answer leads. */
        thenContinue: z.boolean().optional(),
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
    assign: z.array(assignment).max(50).default([]),
    /** Changes of the contact, after the assignments. */
    contact: z.array(contactChange).min(1).max(50).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('http'),
    /** A connection of the organization; `url` is then a path below its address. */
    connection: connectionName.optional(),
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
    retry: httpRetry,
    /** Follows up to 5 redirects; by default a redirect takes `failure`. */
    followRedirects: z.boolean().optional(),
    interruptible,
    /** Expressions over `response` (`status`, `headers`, `body`), assigned after a 2xx response. */
    save: z.array(assignment).max(50).default([]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('ai'),
    ...modelServer,
    /** Asked if a call of the model fails. */
    fallback: z.strictObject(modelServer).optional(),
    system: templateText(32_000).optional(),
    /** The message to the model; with `history` by default the last message of the user. */
    prompt: templateText(32_000).optional(),
    /** An expression for earlier messages, each `{ role, content }`. */
    messages: expressionSource.optional(),
    /** A variable that keeps the conversation with the model. */
    history: z
      .strictObject({
        variable: variableName,
        keep: z.number().int().min(2).max(200).default(20),
        maxChars: z.number().int().min(100).max(100_000).default(20_000),
      })
      .optional(),
    /** Flows that the model may call. */
    tools: z
      .array(z.strictObject({ flow: z.string().min(1).max(100), description: z.string().min(1).max(1_000) }))
      .max(20)
      .optional(),
    /** Bounds of all rounds together; beyond them the flow takes the exit `limit`. */
    limits: z
      .strictObject({
        rounds: z.number().int().min(1).max(50).optional(),
        tokens: z.number().int().min(1).max(10_000_000).optional(),
        /** In US dollars. */
        cost: z.number().min(0.0001).max(1_000).optional(),
      })
      .optional(),
    /** A JSON Schema for the reply. If it is set, the parsed JSON is stored instead of the text. */
    schema: jsonObject.optional(),
    temperature: z.number().min(0).max(2).optional(),
    maxTokens: z.number().int().min(1).max(1_000_000).optional(),
    /** Newer models take this limit instead of `maxTokens`; it includes reasoning. */
    maxCompletionTokens: z.number().int().min(1).max(1_000_000).optional(),
    /** Further parameters of the request, such as `top_p`; those that the node sets itself are refused. */
    parameters: z.record(z.string().min(1).max(100), jsonTemplate).optional(),
    /** Whether the reply is shown while the model writes it. */
    stream: z.boolean().optional(),
    variable: variableName,
    timeoutMs: z.number().int().min(100).max(120_000).default(30_000),
    retry,
    interruptible,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('intent'),
    /** The text to classify; the last message of the user by default. */
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
      z.strictObject({
        type: z.literal('until'),
        /** An expression, or a time in words such as `tomorrow 9:00`. */
        time: expressionSource,
        timeZone: templateText(200).optional(),
      }),
    ]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('await-event'),
    event: eventName,
    /** An expression over `event` (the payload). Events that do not match are ignored. */
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
    /** A slug, or `self` for the flow of the node. */
    flow: z.string().min(1).max(100),
    /** Whether the other flow comes back; default: call. */
    mode: z.enum(['call', 'goto']).optional(),
    /** The node at which the other flow begins; default: its start. */
    node: nodeId.optional(),
    /** Whether the other flow works on the variables of this one. */
    share: z.boolean().optional(),
    inputs: z.array(assignment).max(50).default([]),
    /** Expressions over `output` (the output of the called flow), assigned in this flow. */
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
    text: localizedTemplate(8_000),
    /** Confidence from 0 to 1. */
    score: expressionSource.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('placeholder'),
    /** The block as its product names it. */
    block: z.string().min(1).max(200),
    product: z.string().min(1).max(100).optional(),
    /** The block as its product wrote it; kept, and not evaluated. */
    content: jsonObject.default({}),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('end'),
    /** Sent as the result of the flow. */
    text: localizedTemplate(8_000).optional(),
    output: jsonTemplate.optional(),
  }),
]);

export type Node = z.infer<typeof node>;
export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;
