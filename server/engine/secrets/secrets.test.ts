import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import { flow } from '../fixtures/small-nodes';
import type { Json } from '../json';
import type { HttpRequest } from '../protocol';
import { validateFlow } from '../validate';
import { placeInForm, placeInJson, placeInText } from './place-secrets';

const end: NodeInput = { id: 'end', kind: 'end' };
const exits = { success: 'end', failure: 'end' };

const HTTP = { kind: 'http', method: 'POST' };

function start(call: object, variables: { [name: string]: Json } = {}) {
  const node = { id: 'call', url: 'https://a.test/', ...('kind' in call ? {} : HTTP), ...call };
  return converse({ nodes: [{ ...node, ...('kind' in call ? {} : { exits }) } as NodeInput, end] }).start(
    variables,
  );
}

function requestOf(call: object, variables: { [name: string]: Json } = {}): HttpRequest | undefined {
  const [effect] = start(call, variables).effects;
  return effect?.type === 'http.call' ? effect.request : undefined;
}

describe('a secret in a request', () => {
  it('is a name in the request, with its place', () => {
    const request = requestOf(
      {
        url: 'https://a.test/v1/{{ $secret.TENANT }}/items?key={{ $secret.KEY }}',
        query: { more: '{{ $secret.KEY }}' },
        headers: { Authorization: 'Bearer {{ $secret.KEY }}' },
        body: {
          type: 'json',
          value: { 'a "b"': ['{{ $secret.KEY }}', 'x {{ name }} {{ $secret.TENANT }}'] },
        },
      },
      { name: 'Ann' },
    );
    expect(request).toMatchObject({
      url: 'https://a.test/v1/$secret.TENANT/items?key=$secret.KEY&more=$secret.KEY',
      headers: { authorization: 'Bearer $secret.KEY' },
      body: '{"a \\"b\\"":["$secret.KEY","x Ann $secret.TENANT"]}',
      secrets: {
        url: [
          { name: 'TENANT', at: 18, encoding: 'url' },
          { name: 'KEY', at: 43, encoding: 'url' },
          { name: 'KEY', at: 60, encoding: 'url' },
        ],
        headers: { authorization: [{ name: 'KEY', at: 7, encoding: 'plain' }] },
        body: [
          { name: 'KEY', at: 13, encoding: 'json' },
          { name: 'TENANT', at: 33, encoding: 'json' },
        ],
      },
    });
  });

  it('may be the start of the address', () => {
    const url = (source: string, query = {}) => requestOf({ url: source, query })?.url;
    expect(url('{{ $secret.HOOK }}')).toBe('$secret.HOOK');
    expect(url('{{ $secret.HOOK }}/a b')).toBe('$secret.HOOK/a%20b');
    expect(url('{{ $secret.HOOK }}?a=1', { b: '2' })).toBe('$secret.HOOK?a=1&b=2');
    expect(requestOf({ url: '{{ $secret.HOOK }}/x' })?.secrets).toEqual({
      url: [{ name: 'HOOK', at: 0, encoding: 'plain' }],
    });
  });

  it.each([
    ['https://{{ $secret.HOST }}/x', 'has a secret in its host'],
    ['https://me:{{ $secret.HOST }}@a.test/x', 'has a secret in its host'],
    ['{{ $secret.HOOK }}.test/x', 'begins with a secret, after which only'],
    ['{{ $secret.HOOK }}{{ $secret.HOOK }}', 'begins with a secret, after which only'],
  ])('is not sent in %s', (url, reason) => {
    const { effects, trace } = start({ url });
    expect(effects).toEqual([]);
    expect(trace.steps[0]?.note).toContain(reason);
  });

  it('stands in forms, texts and the key of a model', () => {
    expect(requestOf({ body: { type: 'form', fields: { k: '{{ $secret.K }}', n: 'a b' } } })).toMatchObject({
      body: 'k=$secret.K&n=a+b',
      secrets: { body: [{ name: 'K', at: 2, encoding: 'url' }] },
    });
    expect(requestOf({ body: { type: 'text', text: '<k>{{ $secret.K }}</k>' } })).toMatchObject({
      body: '<k>$secret.K</k>',
      secrets: { body: [{ name: 'K', at: 3, encoding: 'plain' }] },
    });
    const ai = {
      kind: 'ai',
      apiKey: '{{ $secret.K }}',
      model: 'm',
      prompt: 'p',
      variable: 'v',
    };
    expect(requestOf(ai)).toMatchObject({
      headers: { authorization: 'Bearer $secret.K' },
      secrets: { headers: { authorization: [{ name: 'K', at: 7, encoding: 'plain' }] } },
    });
  });

  it('has no value in the trace, and none of its places', () => {
    const { trace } = start({ headers: { 'x-key': '{{ $secret.K }}' } });
    expect(trace.steps[0]?.effect?.request).not.toHaveProperty('secrets');
    expect(JSON.stringify(trace)).toContain('$secret.K');
  });

  it('is absent from a request without one, also where a value looks like one', () => {
    const request = requestOf({ headers: { a: '{{ x }}' }, query: { q: '{{ x }}' } }, { x: '$secret.KEY' });
    expect(request).not.toHaveProperty('secrets');
  });
});

/** What a sender may try: marks, tokens, escapes of either, and names of secrets. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        's0x',
        'S0X',
        's0x0x',
        's1x0x',
        '$secret.K',
        '\\udc00',
        '\udc00',
        '\\udc00K\\udc00',
        '"',
        '\\',
        '%',
        '&',
        ' ',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const MARKED = '\udc00K\udc00';
const clean = (text: string) => text.replaceAll(/\p{Cs}/gu, '');

describe('secret/unforgeable', () => {
  it('holds for every text beside a secret', () => {
    fc.assert(
      fc.property(hostile.map(clean), hostile.map(clean), (before, after) => {
        const marked = `${before}${MARKED}${after}`;
        const place = { name: 'K', encoding: 'plain' };
        expect(placeInText(marked)).toEqual({
          text: `${before}$secret.K${after}`,
          places: [{ ...place, at: before.length }],
        });
        const form = placeInForm([
          ['a', before],
          ['b', marked],
        ]);
        expect(form.places).toHaveLength(1);
        expect(new URLSearchParams(form.text).get('b')).toBe(`${before}$secret.K${after}`);
        const json = placeInJson({ [before]: [after, marked], x: before });
        expect(json.places).toHaveLength(1);
        expect(JSON.parse(json.text)).toEqual({ [before]: [after, `${before}$secret.K${after}`], x: before });
        const at = json.places?.[0]?.at ?? -1;
        const sent = `${json.text.slice(0, at)}VALUE${json.text.slice(at + '$secret.K'.length)}`;
        expect(JSON.parse(sent)).toEqual({ [before]: [after, `${before}VALUE${after}`], x: before });
      }),
    );
  });

  it('holds for every URL', () => {
    fc.assert(
      fc.property(hostile.map(clean), (x) => {
        const url = 'https://a.test/p/{{ $secret.K }}?x={{ x }}';
        const request = requestOf({ url, query: { y: '{{ x }}' } }, { x });
        expect(request?.secrets?.url).toEqual([{ name: 'K', at: 17, encoding: 'url' }]);
        expect(new URL(request?.url ?? '').searchParams.getAll('x')[0]).toBe(x);
      }),
    );
  });
});

describe('the check of secrets', () => {
  const problemsOf = (node: object) =>
    validateFlow({ ...flow({ id: 'n', exits: {}, ...node } as NodeInput) }).problems.filter(
      ({ code }) => code.includes('secret') || code.includes('syntax') || code === 'credential_in_flow',
    );

  it.each<[object, string]>([
    [
      { kind: 'message', messages: [{ type: 'text', text: 'It is {{ $secret.K }}' }] },
      '/nodes/0/messages/0/text',
    ],
    [{ kind: 'set', assign: [{ variable: 'x', value: '$secret.K' }] }, '/nodes/0/assign/0/value'],
    [{ kind: 'condition', branches: [{ id: 'b', when: "$secret.K === 'x'" }] }, '/nodes/0/branches/0/when'],
    [{ kind: 'emit', event: 'e', payload: { k: '{{ $secret.K }}' } }, '/nodes/0/payload/k'],
    [
      { kind: 'ai', url: 'https://a.test', model: 'm', prompt: '{{ $secret.K }}', variable: 'v' },
      '/nodes/0/prompt',
    ],
    [{ kind: 'end', output: '{{ [1].map(x => $secret.K) }}' }, '/nodes/0/output'],
  ])('refuses one outside of a request: %j', (node, path) => {
    expect(problemsOf(node)).toEqual([
      expect.objectContaining({ severity: 'error', code: 'secret_outside_request', path, nodeId: 'n' }),
    ]);
  });

  it('refuses one within an expression', () => {
    const [problem] = problemsOf({
      kind: 'http',
      method: 'GET',
      url: "https://a.test/{{ 'x' + $secret.K }}",
    });
    expect(problem).toMatchObject({ severity: 'error', code: 'secret_in_expression', path: '/nodes/0/url' });
    expect(problem?.message).toContain('{{ $secret.K }}');
  });

  it.each([...['$secret', '$secret[x]', "$secret['a b']", "$secret['KEY']", '$secret?.KEY', '$secret. KEY']])(
    'refuses %s, which is not $secret.NAME',
    (source) => {
      const [problem] = problemsOf({ kind: 'http', method: 'GET', url: `https://a.test/{{ ${source} }}` });
      expect(problem).toMatchObject({
        code: 'template_syntax',
        message: expect.stringContaining('$secret.API_KEY'),
      });
    },
  );

  it('accepts one in what a call sends', () => {
    expect(
      problemsOf({
        kind: 'http',
        method: 'GET',
        url: 'https://a.test/{{ $secret.K }}',
        headers: { Authorization: '{{ $secret.K }}' },
      }),
    ).toEqual([]);
  });

  it('reports one that does not exist, with its name and place', () => {
    const node = {
      id: 'n',
      kind: 'http',
      method: 'GET',
      url: 'https://a.test/',
      query: { a: '{{ $secret.A }}', b: '{{ $secret.B }}' },
      exits,
    };
    const { problems } = validateFlow(flow(node as never, end as never), { flows: [], secrets: ['B'] });
    expect(problems.filter(({ code }) => code === 'unknown_secret')).toEqual([
      {
        severity: 'error',
        code: 'unknown_secret',
        nodeId: 'n',
        path: '/nodes/0/query/a',
        message: 'There is no secret A. Add it under Settings, Secrets, or correct the name.',
      },
    ]);
  });

  it('finds one in parentheses, and none behind escaped braces', () => {
    const query = { a: '{{ ($secret.A) }}', b: '\\{{ $secret.B }}' };
    const node = { id: 'n', kind: 'http', method: 'GET', url: 'https://a.test/', query, exits };
    const { problems, secrets } = validateFlow(flow(node as never, end as never), { flows: [], secrets: [] });
    expect(secrets).toEqual([{ name: 'A', nodeId: 'n', path: '/nodes/0/query/a' }]);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(['unknown_secret /nodes/0/query/a']);
  });

  it.each<[object, string]>([
    [
      { kind: 'http', method: 'GET', url: 'https://a.test', headers: { Authorization: 'Bearer abc' } },
      '/nodes/0/headers/Authorization',
    ],
    [
      { kind: 'ai', url: 'https://a.test', apiKey: 'sk-1', model: 'm', prompt: 'p', variable: 'v' },
      '/nodes/0/apiKey',
    ],
  ])('warns of a key that is written into the flow: %j', (node, path) => {
    expect(problemsOf(node)).toEqual([
      expect.objectContaining({ severity: 'warning', code: 'credential_in_flow', path }),
    ]);
  });
});
