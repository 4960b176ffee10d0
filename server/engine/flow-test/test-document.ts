/** The tests of a flow as documents: their zod schemas and types. */
import { z } from 'zod';
import { CONFIG_NAME } from '@/server/shared/config-name';
import { eventName, languageTag, variableName } from '../definition/text';
import type { Json } from '../json';

/** The most steps of a test, the most tests of a file, and the longest name. */
export const MAX_TEST_STEPS = 200;
export const MAX_TESTS = 1_000;
export const MAX_NAME_CHARS = 200;

const json = z.custom<Json>((value) => value !== undefined, 'is required');
const values = z.record(z.string().min(1).max(200), json);
const variables = z.record(variableName, json);

/** A text in which `*` stands for any text, and `\*` for a star. */
const pattern = z.string().max(32_000);
/** The key of a node: its id, after the slug of the called flow that it belongs to and a slash. */
const nodeKey = z
  .string()
  .regex(
    /^(?:[a-z0-9-]{1,100}\/)?[A-Za-z0-9_-]{1,64}$/,
    'must be the id of a node, or slug/id in a called flow',
  );
/** In a list of expected texts or nodes: any number of items. */
export const MANY = '**';
const patterns = z.array(pattern).max(500);

const time = z.strictObject({
  amount: z.number().int().min(1).max(1_000_000_000),
  unit: z.enum(['milliseconds', 'seconds', 'minutes', 'hours', 'days']),
});

/** The answer of a call or a model in the place of the real one. It comes after `delay`, by default at once. */
const standIn = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('response').describe('The response to a call.'),
    status: z.number().int().min(100).max(599).default(200),
    headers: z.record(z.string().min(1).max(200), z.string().max(8_000)).default({}),
    body: json.default(null),
    delay: time.optional(),
  }),
  z
    .strictObject({ type: z.literal('reply'), reply: json, delay: time.optional() })
    .describe('The reply of a model: a text, or JSON for a node with a schema.'),
  z
    .strictObject({
      type: z.literal('tools'),
      calls: z
        .array(z.strictObject({ flow: z.string().min(1).max(100), inputs: values.default({}) }))
        .min(1)
        .max(20),
      delay: time.optional(),
    })
    .describe(
      'A model asks for flows as tools, with these inputs; its next answer comes after their results.',
    ),
  z.strictObject({
    type: z.literal('error').describe('The failure of a call or a model.'),
    code: z.enum(['blocked', 'timeout', 'network', 'too_large', 'encoding', 'redirects']),
    message: z.string().max(500).optional(),
    delay: time.optional(),
  }),
  z.strictObject({ type: z.literal('none') }).describe('The call stays open.'),
]);

const expectedEvent = z.strictObject({ name: eventName, payload: json.optional() });
const expectedCall = z.strictObject({
  node: nodeKey.optional(),
  method: z.string().max(20).optional(),
  url: pattern.optional(),
  body: json.optional(),
});

/** Expectations about a step, or about all steps together. Each field that is absent is not compared. */
const expectation = z.strictObject({
  messages: patterns
    .optional()
    .describe(
      'The texts of the messages in order. `*` stands for any text, `\\*` for a star, the item `**` for any number of messages.',
    ),
  choices: patterns.optional().describe('The labels of the choices and reply buttons in order.'),
  path: z
    .array(z.union([nodeKey, z.literal(MANY)]))
    .max(2_000)
    .optional()
    .describe('The nodes in order; visits of one node that follow one another count once.'),
  variables: variables
    .optional()
    .describe(
      "The variables of the session's own flow that have these values; null for one that is not set.",
    ),
  status: z
    .enum([
      ...(['running', 'awaiting_input', 'awaiting_transfer', 'awaiting_timer', 'awaiting_event'] as const),
      ...(['completed', 'failed'] as const),
    ])
    .optional(),
  node: nodeKey.optional().describe('The node at which the session waits or ended.'),
  output: json.optional(),
  events: z.array(expectedEvent).max(200).optional(),
  calls: z.array(expectedCall).max(200).optional(),
  suggestions: patterns.optional().describe('The texts of the suggested replies in order.'),
});

const expect = {
  expect: expectation.optional().describe('Expectations about the conduct of the flow after this step.'),
};
const spoken = z.string().max(32_000);

const contact = z
  .strictObject({
    address: z.string().max(500).nullable().default(null),
    name: z.string().max(500).nullable().default(null),
    locale: z.string().max(64).nullable().default(null),
    attributes: values.default({}),
  })
  .describe('The person that the flow talks with, as it reads them: at most 4,096 characters of JSON.');

const step = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('say'),
      text: spoken,
      value: json.optional(),
      interrupt: z.literal(true).optional(),
      ...expect,
    })
    .describe(
      'A person writes; `value` is a structured answer, such as a file, and `interrupt` ends a call that may be interrupted.',
    ),
  z
    .strictObject({
      type: z.literal('choose'),
      choice: z.union([spoken, z.array(spoken).max(50)]),
      ...expect,
    })
    .describe('A person takes choices by their labels or values, of those that the flow offers.'),
  z.strictObject({ type: z.literal('fill'), values, ...expect }).describe('A person submits a form.'),
  z
    .strictObject({ type: z.literal('event'), name: eventName, payload: json.default(null), ...expect })
    .describe('An event that the flow waits for.'),
  z
    .strictObject({
      type: z.literal('transfer'),
      status: z.enum(['success', 'failed', 'hangup']),
      failReason: z.string().max(500).optional(),
      ...expect,
    })
    .describe('The result of a transfer to a person.'),
  z
    .strictObject({ type: z.literal('pass'), time, ...expect })
    .describe('Time passes; timers fire and delayed answers come.'),
  z
    .strictObject({
      type: z.literal('set'),
      variables,
      contact: contact.optional(),
      ...expect,
    })
    .describe('A system outside sets variables, or the contact.'),
  z
    .strictObject({ type: z.literal('control'), by: z.enum(['person', 'flow']), ...expect })
    .describe('A person takes the conversation over, or hands it back to the flow.'),
]);

const regional = { locale: languageTag.optional(), timeZone: z.string().min(1).max(64).optional() };

const NAME_HINT = 'must have up to 64 letters, digits and _, and begin with a letter or _';

const start = z.strictObject({
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('The time of the start; default: 2026-01-05T09:00:00Z, a Monday.'),
  variables: values.optional(),
  visitor: values.optional().describe("The data of the visitor's page."),
  session: z
    .strictObject({
      channel: z.string().max(200).optional(),
      version: z.number().int().min(1).nullable().optional(),
    })
    .optional()
    .describe('What the flow reads as `session`; default: the channel `test` without a version.'),
  contact: contact.optional(),
  ...regional,
  defaults: z
    .strictObject({
      ...regional,
      openingHours: json.optional(),
      disclosure: z
        .string()
        .min(1)
        .max(1_000)
        .optional()
        .describe('What the channel says before the first words of a model.'),
    })
    .optional()
    .describe('The settings of the organization or channel.'),
  config: z
    .record(z.string().regex(CONFIG_NAME, NAME_HINT), json)
    .optional()
    .describe('The configuration values that the flow reads as `$config.NAME`.'),
  ...expect,
});

/** A test of a flow. */
export const flowTest = z.strictObject({
  name: z.string().min(1).max(MAX_NAME_CHARS),
  description: z.string().max(2_000).optional(),
  seed: z.string().min(1).max(200).optional().describe('Decides the branches that `split` nodes take.'),
  start: start.optional(),
  answers: z
    .record(nodeKey, z.array(standIn).min(1).max(200))
    .default({})
    .describe('The answers of calls and models by node, each used once; the last one is repeated.'),
  steps: z.array(step).max(MAX_TEST_STEPS).default([]),
  expect: expectation.optional().describe('Expectations about the complete conversation and its end.'),
});

export const flowTests = z.array(flowTest).max(MAX_TESTS);

/** A file of tests beside the file of a flow. */
export const flowTestFile = z.strictObject({
  $schema: z.string().max(2_000).optional(),
  format: z.literal('parley.tests'),
  tests: flowTests,
});

export type FlowTest = z.infer<typeof flowTest>;
/** A test as it may be written: defaults are optional. */
export type FlowTestInput = z.input<typeof flowTest>;
export type TestContact = z.infer<typeof contact>;
export type TestStep = z.infer<typeof step>;
export type TestStart = z.infer<typeof start>;
export type Expectation = z.infer<typeof expectation>;
export type TestAnswer = z.infer<typeof standIn>;
