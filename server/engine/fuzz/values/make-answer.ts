import { isJsonObject } from '../../data/is-json-object';
import type { TestAnswer } from '../../flow-test/test-document';
import type { Json } from '../../json';
import type { FlowLore, NodeLore } from '../lore/lore';
import type { Constant } from '../lore/shape';
import { makeBySchema } from './make-by-schema';
import { makeHuge, makeStrange, makeValue, spoil, vary } from './make-value';
import type { Random } from './random';

type CallNode<K extends 'http' | 'ai'> = Extract<NodeLore['node'], { kind: K }>;
type ErrorCode = Extract<TestAnswer, { type: 'error' }>['code'];

const ERROR_CODES: readonly ErrorCode[] = [
  'timeout',
  'network',
  'too_large',
  'encoding',
  'blocked',
  'redirects',
];
const BAD_STATUSES = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 301];
const DELAY = { amount: 30, unit: 'seconds' } as const;
const HEADERS = {};

/** Whether a call is wanted to go well, also so late that people may interrupt it, to fail, or as it comes. */
export type Wanted = 'success' | 'late' | 'failure' | null;

/** Makes an answer for the call of a node: as the flow expects it, or faulty in one of the ways that the world has. */
export function makeAnswer(lore: NodeLore, flow: FlowLore, random: Random, wanted: Wanted): TestAnswer {
  const isGood = wanted === null ? random.chance(0.6) : wanted === 'success' || wanted === 'late';
  const isFailure = wanted === null ? random.chance(0.5) : wanted === 'failure';
  const { node } = lore;
  const answer = isGood
    ? makeGood(lore, flow, random)
    : isFailure
      ? makeFailure(flow, random)
      : makeFaulty(lore, flow, random);
  const mayBeLate = node.kind === 'http' || node.kind === 'ai';
  const isFast = !mayBeLate || (wanted !== 'late' && !random.chance(0.04));
  return isFast || answer.type === 'none' ? answer : { ...answer, delay: DELAY };
}

function makeGood(lore: NodeLore, flow: FlowLore, random: Random): TestAnswer {
  const { node, shape } = lore;
  const tool = random.chance(0.5) ? random.pick(lore.tools) : undefined;
  if (tool) {
    const inputs = tool.inputs && makeBySchema(tool.inputs, random);
    return { type: 'tools', calls: [{ flow: tool.flow, inputs: isJsonObject(inputs) ? inputs : {} }] };
  }
  if (node.kind === 'ai') return { type: 'reply', reply: makeReply(lore, node, flow, random) };
  return respond(200, makeValue(shape, random));
}

function makeReply({ shape }: NodeLore, { schema }: CallNode<'ai'>, flow: FlowLore, random: Random): Json {
  if (schema) {
    const value = makeBySchema(schema, random);
    return random.chance(0.5) ? value : overlay(value, makeValue(shape, random));
  }
  const constants: readonly Constant[] = [...shape.constants];
  const constant = random.pick(constants);
  if (constant !== undefined && random.chance(0.8))
    return String(random.chance(0.7) ? constant : vary(constant, random));
  return random.pick([...flow.words, 'Certainly.', 'yes', 'no']) ?? 'Certainly.';
}

/** The fields of one value, with those that another one has as well in the same kind. */
function overlay(value: Json, other: Json): Json {
  if (typeof value !== 'object' || typeof other !== 'object' || !value || !other) return value;
  if (Array.isArray(value) || Array.isArray(other)) return value;
  const same = Object.entries(other).filter(
    ([key, field]) => Object.hasOwn(value, key) && typeof value[key] === typeof field,
  );
  return { ...value, ...Object.fromEntries(same) };
}

function makeFailure(flow: FlowLore, random: Random): TestAnswer {
  const error = flow.variable('error').fields;
  const codes = ERROR_CODES.filter((code) => error.get('code')?.constants.has(code));
  const statuses = [...(error.get('status')?.constants ?? [])].filter(isStatus);
  if (codes.length > 0 && random.chance(0.4)) return fail(random.pick(codes) ?? 'timeout');
  if (random.chance(0.3)) return fail(random.pick(ERROR_CODES) ?? 'timeout');
  const status = random.chance(0.5) ? (random.pick(statuses) ?? 404) : (random.pick(BAD_STATUSES) ?? 500);
  const body = error.get('response')?.fields.get('body');
  return respond(
    status,
    body ? makeValue(body, random) : (random.pick(['', null, { message: 'no' }]) ?? null),
  );
}

/** A response that went well, but whose content is not as expected. */
function makeFaulty({ node, shape }: NodeLore, flow: FlowLore, random: Random): TestAnswer {
  if (node.kind === 'ai') {
    const bodies: Json[] = [
      null,
      '',
      {},
      { choices: [] },
      { choices: [{ message: {} }] },
      { error: { message: 'x' } },
    ];
    if (random.chance(0.5)) return respond(200, random.pick(bodies) ?? null);
    const replies: Json[] = [
      '',
      '   ',
      '{',
      '[]',
      'null',
      '<think>hm</think>',
      'a'.repeat(20_000),
      ...flow.words,
    ];
    return { type: 'reply', reply: random.pick(replies) ?? '' };
  }
  return (
    random.weigh<TestAnswer>([
      [5, respond(200, spoil(makeValue(shape, random), random))],
      [3, respond(200, makeStrange(random))],
      [2, respond(200, makeHuge(shape, random))],
      [1, respond(204, null)],
    ]) ?? respond(204, null)
  );
}

function isStatus(value: Constant): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;
}

function respond(status: number, body: Json): TestAnswer {
  return { type: 'response', status, headers: HEADERS, body };
}

function fail(code: ErrorCode): TestAnswer {
  return { type: 'error', code };
}
