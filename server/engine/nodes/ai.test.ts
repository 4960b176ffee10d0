import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import type { Json } from '../json';
import type { HttpRequest, HttpResult } from '../protocol';
import { validateFlow } from '../validate';

type AiInput = Extract<NodeInput, { kind: 'ai' }>;

const flow = (ai: Partial<AiInput>): NodeInput[] => [
  {
    id: 'ask',
    kind: 'ai',
    url: 'https://models.test/v1/chat/completions',
    model: 'small',
    prompt: 'Say hello to {{ name }}',
    variable: 'reply',
    exits: { next: 'ok', error: 'bad' },
    ...ai,
  },
  { id: 'ok', kind: 'end', output: '{{ reply }}' },
  { id: 'bad', kind: 'end', output: '{{ error }}' },
];

const open = (ai: Partial<AiInput> = {}, limits = {}) => converse({ nodes: flow(ai) }, { limits });

function request(ai: Partial<AiInput>): HttpRequest | undefined {
  const effect = open(ai).start({ name: 'Ann', key: 'sk-1', rules: 'Be brief', tier: 'large' }).effects[0];
  return effect?.type === 'http.call' ? effect.request : undefined;
}

const toResult = (body: Json, status = 200): HttpResult => ({
  status,
  headers: {},
  body,
  durationMs: 3,
  attempts: 1,
});
const completion = (content: Json, more: { finish_reason?: string; refusal?: string } = {}) => ({
  id: 'c',
  model: 'small-2026',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content, refusal: more.refusal ?? null },
      finish_reason: more.finish_reason ?? 'stop',
    },
  ],
  usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
});

function answer(ai: Partial<AiInput>, body: Json, status = 200) {
  const conversation = open(ai);
  conversation.start({ name: 'Ann' });
  const result = toResult(body, status);
  return conversation.send({ type: 'effect.succeeded', effect: '1:0', result });
}

describe('the request to a model', () => {
  it('is a chat completion', () => {
    expect(request({})).toEqual({
      method: 'POST',
      url: 'https://models.test/v1/chat/completions',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"model":"small","messages":[{"role":"user","content":"Say hello to Ann"}]}',
      timeoutMs: 30_000,
      maxAttempts: 1,
    });
  });

  it('contains the key, system prompt, limits and schema if they are set', () => {
    const schema = { type: 'object', properties: { word: { type: 'string' } } };
    const sent = request({
      apiKey: '{{ key }}\r\nx: y',
      model: '{{ tier }}',
      system: '{{ rules }}!',
      temperature: 0,
      maxTokens: 50,
      schema,
      timeoutMs: 5_000,
      retry: { attempts: 3 },
    });
    expect(sent).toMatchObject({
      headers: { authorization: 'Bearer sk-1 x: y' },
      timeoutMs: 5_000,
      maxAttempts: 3,
    });
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      model: 'large',
      messages: [
        { role: 'system', content: 'Be brief!' },
        { role: 'user', content: 'Say hello to Ann' },
      ],
      temperature: 0,
      max_tokens: 50,
      response_format: { type: 'json_schema', json_schema: { name: 'reply', schema } },
    });
  });

  it.each<[string, Partial<AiInput>, string]>([
    ['an address that comes to none', { url: '{{ gone }}' }, 'invalid_url'],
    ['nothing to ask', { prompt: ' {{ gone }}' }, 'empty_prompt'],
  ])('is not made with %s: the flow takes error at once', (_, ai, code) => {
    const { state, effects } = open(ai).start();
    expect(state.output).toMatchObject({ code, status: null });
    expect(effects).toEqual([]);
  });
});

describe('further parameters', () => {
  it('are sent, with their templates rendered', () => {
    const sent = request({ maxCompletionTokens: 90, parameters: { top_p: 0.5, user: '{{ name }}' } });
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      model: 'small',
      messages: [{ role: 'user', content: 'Say hello to Ann' }],
      ...{ top_p: 0.5, user: 'Ann', max_completion_tokens: 90 },
    });
  });

  it.each([
    'model',
    'messages',
    'temperature',
    'max_tokens',
    'max_completion_tokens',
    'response_format',
    'stream',
    'stream_options',
  ])('are refused if the node sets them itself: %s', (name) => {
    const { problems } = validateFlow({
      format: 1,
      start: 'ask',
      nodes: flow({ parameters: { [name]: 1 } }),
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'ai_parameter', message: expect.stringContaining(`"${name}"`) }),
    );
  });

  it('may have only one maximum of tokens', () => {
    const nodes = flow({ maxTokens: 1, maxCompletionTokens: 1 });
    expect(validateFlow({ format: 1, start: 'ask', nodes }).problems).toContainEqual(
      expect.objectContaining({ code: 'ai_token_limits', nodeId: 'ask' }),
    );
  });
});

describe('a reply that does not match the schema', () => {
  const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

  function begin(content: string) {
    const conversation = open({ schema });
    conversation.start({ name: 'Ann' });
    const reply = (effect: string, text: string) =>
      conversation.send({ type: 'effect.succeeded', effect, result: toResult(completion(text)) });
    return { reply, first: reply('1:0', content) };
  }

  it('is sent back once with its violations, and the corrected one is stored', () => {
    const { first, reply } = begin('{"n": "x"}');
    const [effect] = first.effects;
    const sent = effect?.type === 'http.call' ? JSON.parse(effect.request.body ?? '') : null;
    expect(sent.messages).toEqual([
      { role: 'user', content: 'Say hello to Ann' },
      { role: 'assistant', content: '{"n":"x"}' },
      { role: 'user', content: expect.stringContaining('- /n must be of the type integer') },
    ]);
    expect(first.trace.steps[0]).toMatchObject({ exit: null, usage: { total_tokens: 17 } });
    expect(first.trace.steps[0]?.note).toContain('/n must be of the type integer');
    const second = reply('2:0', '{"n": 2}');
    expect(second.state.output).toEqual({ n: 2 });
    expect(second.trace.steps[0]).toMatchObject({ exit: 'next', usage: { total_tokens: 17 } });
  });

  it('is an error of its own if the second does not match either', () => {
    const { reply } = begin('{"n": "x"}');
    const { state, effects, trace } = reply('2:0', '{}');
    expect(effects).toEqual([]);
    expect(state.output).toMatchObject({
      code: 'schema_mismatch',
      message: 'The reply does not match the schema: the reply must have the property "n".',
      status: 200,
    });
    expect(trace.steps[0]).toMatchObject({ exit: 'error', usage: { total_tokens: 17 } });
  });
});

describe('the reply of a model', () => {
  it('is stored, with its usage in the trace', () => {
    const { state, trace } = answer({ model: 'tiny' }, completion('Hello, Ann!'));
    expect(state.output).toBe('Hello, Ann!');
    expect(trace.steps[0]).toMatchObject({
      kind: 'ai',
      phase: 'resume',
      exit: 'next',
      effect: { key: '1:0', result: { status: 200 } },
      usage: { model: 'tiny', prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
    });
  });

  it('is stored as data if there is a schema', () => {
    const { state } = answer({ schema: { type: 'object' } }, completion(' {"word": "hi", "n": [1, -0]} '));
    expect(state.output).toEqual({ word: 'hi', n: [1, 0] });
  });

  it.each<[string, Json]>([
    ['a code block', completion('```json\n{"a": 1}\n```')],
    ['a byte order mark', completion('\ufeff{"a": 1}')],
    [
      'parts',
      completion([
        { type: 'text', text: '{"a"' },
        { type: 'text', text: ': 1}' },
      ]),
    ],
    ['a thought before it', completion('<think>{}</think>\n\n{"a": 1}')],
    ['text/plain', JSON.stringify(completion('{"a": 1}'))],
  ])('is read from %s', (_, body) => {
    const { state, trace } = answer({ schema: { type: 'object' } }, body);
    expect(state.output).toEqual({ a: 1 });
    expect(trace.steps[0]?.usage?.total_tokens).toBe(17);
  });

  it.each<[string, Json, string, string]>([
    ['no JSON', completion('hello'), 'invalid_reply', 'The reply is not valid JSON.'],
    [
      'JSON that was cut off',
      completion('{"word": "he', { finish_reason: 'length' }),
      'cut_off',
      'The reply was cut off at the maximum number of tokens.',
    ],
    ['a refusal', completion(null, { refusal: 'I cannot.' }), 'refused', 'The model refused: I cannot.'],
    ['empty', completion(' '), 'empty_reply', 'The reply is empty.'],
    [
      'thought alone',
      completion('<think>Hm</think>'),
      'reasoning_only',
      'The reply contains reasoning but no answer.',
    ],
    [
      'filtered',
      completion('Hi', { finish_reason: 'content_filter' }),
      'content_filter',
      'The content filter removed the reply.',
    ],
    [
      'an error',
      { error: { message: 'No quota.' } },
      'model_error',
      'The server reported an error: No quota.',
    ],
    ['no choices', { usage: completion('').usage }, 'invalid_reply', 'The response contains no reply.'],
    ['something else', '<html>', 'invalid_reply', 'The response contains no reply.'],
    ['a list', [1], 'invalid_reply', 'The response contains no reply.'],
  ])('is an error if it is %s, and its usage is recorded', (_, body, code, message) => {
    const { state, trace } = answer({ schema: { type: 'object' } }, body);
    expect(state.output).toMatchObject({ code, message, status: 200, response: { status: 200 } });
    const counted = typeof body === 'object' && body !== null && 'usage' in body;
    expect(trace.steps[0]?.usage?.total_tokens).toBe(counted ? 17 : undefined);
  });

  it.each<Json>([{ prompt_tokens: 1 }, { prompt_tokens: -1, completion_tokens: 2 }, 'many', null])(
    'has no usage if the server reports %j',
    (usage) => {
      expect(answer({}, { ...completion('x'), usage }).trace.steps[0]).not.toHaveProperty('usage');
    },
  );

  it('sums up the usage if the total is missing', () => {
    const usage = { prompt_tokens: 2, completion_tokens: 3 };
    expect(answer({}, { ...completion('x'), usage }).trace.steps[0]?.usage?.total_tokens).toBe(5);
  });

  it('is an error with the message of the server if the call failed', () => {
    const body = { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' } };
    expect(answer({}, body, 401).state.output).toEqual({
      code: 'status',
      message: 'The server responded with status 401. Incorrect API key provided',
      status: 401,
      response: { status: 401, headers: {}, body },
    });
    const conversation = open();
    conversation.start({ name: 'Ann' });
    const error = { code: 'timeout', message: 'No answer in 30 s', attempts: 2, durationMs: 1 };
    const { state, trace } = conversation.send({ type: 'effect.failed', effect: '1:0', error });
    expect(state.output).toEqual({ code: 'timeout', message: 'No answer in 30 s', status: null });
    expect(trace.steps[0]).toMatchObject({ exit: 'error', effect: { error: { attempts: 2 } } });
  });

  it('has its usage recorded even if the trace is full', () => {
    const conversation = open({}, { traceChars: 10 });
    conversation.start({ name: 'Ann' });
    const result = toResult(completion('Hello'));
    const { trace } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result });
    expect(trace.steps[0]).toMatchObject({ usage: { total_tokens: 17 } });
    expect(trace.steps[0]).not.toHaveProperty('effect');
  });
});
