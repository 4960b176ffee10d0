import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import type { Json } from '../json';
import type { HttpRequest } from '../protocol';

type HttpInput = Extract<NodeInput, { kind: 'http' }>;

const flow = (http: Partial<HttpInput>): NodeInput[] => [
  {
    id: 'call',
    kind: 'http',
    method: 'GET',
    url: 'https://api.test/items/{{ id }}',
    exits: { success: 'ok', failure: 'bad' },
    ...http,
  },
  { id: 'ok', kind: 'end', output: { saved: '{{ saved }}', name: '{{ name }}' } },
  { id: 'bad', kind: 'end', output: '{{ error }}' },
];

const open = (http: Partial<HttpInput> = {}) => converse({ nodes: flow(http) });

function request(http: Partial<HttpInput>, variables = {}): HttpRequest | undefined {
  const effect = open(http).start(variables).effects[0];
  return effect?.type === 'http.call' ? effect.request : undefined;
}

const RESULT = {
  status: 200,
  headers: { etag: 'x' },
  body: { a: { b: 5 }, name: 'Ann' },
  durationMs: 3,
  attempts: 1,
};

describe('http', () => {
  it('requests the call and waits for it', () => {
    const { state, effects, trace } = open().start({ id: 7 });
    expect(state).toMatchObject({ status: 'running', wait: { type: 'effect', effect: '1:0' } });
    expect(effects).toEqual([
      {
        type: 'http.call',
        key: '1:0',
        nodeId: 'call',
        request: {
          method: 'GET',
          url: 'https://api.test/items/7',
          headers: {},
          body: null,
          timeoutMs: 10_000,
          maxAttempts: 1,
        },
      },
    ]);
    expect(trace.steps[0]).toMatchObject({ exit: null, effect: { key: '1:0', request: { method: 'GET' } } });
  });

  it.each<[string, Partial<HttpInput>, Partial<HttpRequest>]>([
    [
      'a query beside the one in the address',
      { url: 'https://a.test/?x=1', query: { q: '{{ q }}' } },
      { url: 'https://a.test/?x=1&q=a+%26+b' },
    ],
    [
      'headers in lower case, on one line',
      { headers: { 'X-Name': '{{ evil }}' } },
      { headers: { 'x-name': 'a b: c' } },
    ],
    [
      'a JSON body that keeps types',
      { method: 'POST', body: { type: 'json', value: { id: '{{ id }}', q: '{{ q }}' } } },
      { body: '{"id":7,"q":"a & b"}', headers: { 'content-type': 'application/json' } },
    ],
    [
      'a form',
      { method: 'PUT', body: { type: 'form', fields: { q: '{{ q }}' } } },
      { body: 'q=a+%26+b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'a text, whose type the author may give',
      {
        method: 'PATCH',
        body: { type: 'text', text: '<{{ id }}>' },
        headers: { 'Content-Type': 'text/xml' },
      },
      { body: '<7>', headers: { 'content-type': 'text/xml' } },
    ],
    ['no body with GET', { body: { type: 'text', text: 'x' } }, { body: null, headers: {} }],
    [
      'what its author allows',
      { followRedirects: true, retry: { attempts: 2, afterSending: true } },
      { redirects: 5, repeats: true, maxAttempts: 2 },
    ],
    ['its own bounds', { timeoutMs: 500, retry: { attempts: 3 } }, { timeoutMs: 500, maxAttempts: 3 }],
  ])('sends %s', (_, http, expected) => {
    expect(request(http, { id: 7, q: 'a & b', evil: 'a\r\nb: c' })).toMatchObject(expected);
  });

  it('saves from the response and takes success', () => {
    const save = [
      { variable: 'saved', value: 'response.body.a.b + response.status' },
      { variable: 'name', value: 'response.body.name + saved + response.headers.etag' },
    ];
    const conversation = open({ save });
    conversation.start({ id: 1 });
    const { state, trace } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(state.output).toEqual({ saved: 205, name: 'Ann205x' });
    expect(trace.steps[0]).toMatchObject({
      phase: 'resume',
      exit: 'success',
      effect: { result: { status: 200 } },
    });
    expect(conversation.variables()).not.toHaveProperty('response');
    const led = open({ save: [{ variable: 'saved', value: 'response.url' }] });
    led.start();
    const result = { ...RESULT, url: 'https://b.test/' };
    led.send({ type: 'effect.succeeded', effect: '1:0', result });
    expect(led.variables().saved).toBe('https://b.test/');
  });

  it('answers the input that caused it', () => {
    const conversation = converse({
      nodes: [
        ...flow({}).slice(0, 1),
        { id: 'ok', kind: 'message', messages: [{ type: 'text', text: 'Done' }] },
        { id: 'bad', kind: 'end' },
      ],
    });
    conversation.start();
    const { messages } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(messages[0]).toMatchObject({ text: 'Done', inputId: 'in-0' });
  });

  it('takes failure and sets error if the call failed', () => {
    const conversation = open();
    conversation.start();
    const error = { code: 'timeout', message: 'No answer in 10 s', attempts: 2, durationMs: 20_000 };
    const { state, trace } = conversation.send({ type: 'effect.failed', effect: '1:0', error });
    expect(state.output).toEqual({ code: 'timeout', message: 'No answer in 10 s', status: null });
    expect(trace.steps[0]).toMatchObject({ exit: 'failure', effect: { key: '1:0', error: { attempts: 2 } } });
  });

  it.each([
    [
      'failed',
      (response: typeof RESULT) => ({
        type: 'effect.failed' as const,
        effect: '1:0',
        error: { code: 'status', message: 'Not found', attempts: 1, durationMs: 3, response },
      }),
    ],
    [
      'succeeded',
      (response: typeof RESULT) => ({ type: 'effect.succeeded' as const, effect: '1:0', result: response }),
    ],
  ])('treats a status outside 2xx as a failure if reported as %s', (_, toEvent) => {
    const conversation = open();
    conversation.start();
    expect(conversation.send(toEvent({ ...RESULT, status: 404 })).state.output).toMatchObject({
      code: 'status',
      status: 404,
      response: { status: 404, headers: { etag: 'x' }, body: RESULT.body },
    });
  });

  it.each<[string, Json, Json, string]>([
    ['text', 'x'.repeat(30_000), 'x'.repeat(20_000), 'cut'],
    ['data', { text: 'x'.repeat(30_000) }, null, 'left out'],
  ])('keeps a large %s of a failed response out of the state', (_, body, kept, note) => {
    const conversation = open();
    conversation.start();
    const response = { ...RESULT, status: 500, body };
    const { state, trace } = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: response });
    expect(state.output).toMatchObject({ response: { status: 500, body: kept } });
    expect(trace.steps[0]?.note).toContain(note);
  });

  it.each(['Zoë €', 'a\u0001b', '日本'])('refuses the header value %j at once, by name', (name) => {
    const conversation = open({ headers: { 'X-Id': '7', 'X-Name': '{{ name }}' } });
    const { state, effects, trace } = conversation.start({ id: 1, name });
    const message = 'The value of "x-name" has characters that a header cannot carry; encode them first.';
    expect(effects).toEqual([]);
    expect(state.output).toEqual({ code: 'invalid_header', message, status: null });
    expect(trace.steps[0]?.note).toBe(message);
  });

  it('sends Latin-1 in a header', () => {
    expect(request({ headers: { 'x-name': 'Zoë ÿ\t{{ n }}' } }, { n: '~' })).toMatchObject({
      headers: { 'x-name': 'Zoë ÿ\t~' },
    });
  });

  it('takes failure at once if the URL is invalid', () => {
    const { state, effects } = open({ url: '{{ base }}/x' }).start({ base: 'file://etc' });
    expect(state.output).toMatchObject({ code: 'invalid_url', status: null });
    expect(effects).toEqual([]);
  });

  it('cuts off data that is nested too deeply and replaces text that cannot be stored', () => {
    const conversation = open({ save: [{ variable: 'saved', value: 'response.body' }] });
    conversation.start();
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    const body = { deep, text: 'a\u0000b\ud800c' };
    const { state } = conversation.send({
      type: 'effect.succeeded',
      effect: '1:0',
      result: { ...RESULT, body },
    });
    expect(state.status).toBe('completed');
    expect(JSON.stringify(state).length).toBeLessThan(1000);
    expect(conversation.variables().saved).toMatchObject({ text: 'a\ufffdb\ufffdc' });
  });
});
