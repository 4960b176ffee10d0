import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../../fixtures/converse';
import { end, flow } from '../../fixtures/small-nodes';
import type { Json } from '../../json';
import { validateFlow } from '../../validate';

const call = (url: string, more: object = {}): NodeInput => ({
  id: 'call',
  kind: 'http',
  method: 'GET',
  url,
  exits: { failure: 'bad' },
  ...more,
});

/** The URL that is called, or the error. */
function render(url: string, variables: { [name: string]: Json } = {}): Json | undefined {
  const bad: NodeInput = { id: 'bad', kind: 'end', output: '{{ error }}' };
  const { effects, state } = converse({ nodes: [call(url), bad] }).start(variables);
  const [effect] = effects;
  return effect?.type === 'http.call' ? effect.request.url : (state.output ?? undefined);
}

describe('url/values-encoded', () => {
  const hostile = [
    '../admin/users',
    'A1?full=yes&',
    'A1#',
    '%2e%2e',
    'a b',
    'a\\b',
    'ä€😀',
    'a+b',
    ';x',
    '\ud800',
  ];

  it.each(hostile)('keeps %j one segment and one value', (x) => {
    const path = new URL(String(render('https://a.test/orders/{{ x }}/items', { x })));
    expect(path.pathname.split('/')).toHaveLength(4);
    expect(decodeURIComponent(path.pathname.split('/')[2] ?? '')).toBe(x === '\ud800' ? '\ufffd' : x);
    expect([path.search, path.hash]).toEqual(['', '']);
    const query = new URL(String(render('https://a.test/orders?q={{ x }}&full=no', { x })));
    expect([...query.searchParams]).toEqual([
      ['q', x === '\ud800' ? '\ufffd' : x],
      ['full', 'no'],
    ]);
    expect(query.hash).toBe('');
  });

  it('keeps any text one segment and one value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary' }), (x, y) => {
        const url = render('https://a.test/v1/{{ x }}/{{ y }}?x={{ x }}&y={{ y }}#{{ x }}', { x, y });
        if (typeof url !== 'string') {
          expect([x, y].some((text) => /^\.{1,2}$/.test(text))).toBe(true);
          return;
        }
        const { pathname, searchParams, host } = new URL(url);
        expect([host, pathname.split('/').length]).toEqual(['a.test', 4]);
        expect([...searchParams.keys()]).toEqual(['x', 'y']);
        expect(searchParams.get('x')).toBe(x);
      }),
    );
  });

  it.each<[string, { [name: string]: Json }, string]>([
    ['{{ base }}/x/{{ id }}', { base: 'https://a.test/v1', id: 'a/b' }, 'https://a.test/v1/x/a%2Fb'],
    ['{{ base }}', { base: 'https://a.test/v1?x=1&y=a/b' }, 'https://a.test/v1?x=1&y=a/b'],
    [
      ' {{ base }}{{ path }}?id={{ id }} ',
      { base: 'https://a.test', path: '/a/b', id: '1&2' },
      'https://a.test/a/b?id=1%262',
    ],
    [
      '{{ scheme }}://{{ host }}/{{ id }}',
      { scheme: 'http', host: 'a.test:81', id: '?' },
      'http://a.test:81/%3F',
    ],
    ['https://{{ host }}{{ path }}', { host: 'a.test', path: '/a/b?c=d' }, 'https://a.test/a/b?c=d'],
    ['https://a.test?q={{ q }}', { q: 'a=b&c' }, 'https://a.test/?q=a%3Db%26c'],
    [
      'https://a.test/{{ $raw(path) }}?{{ $raw(query) }}',
      { path: 'a/b', query: 'c=d&e=f' },
      'https://a.test/a/b?c=d&e=f',
    ],
    ['https://a.test/{{ encodeURIComponent(id) }}', { id: 'a/b c' }, 'https://a.test/a%2Fb%20c'],
    ["https://a.test/{{ 'x' + encodeURIComponent(id) }}", { id: '/' }, 'https://a.test/x%252F'],
    ['https://a.test/{{ list }}/{{ none }}', { list: [1, 2] }, 'https://a.test/1%2C%202/'],
  ])('renders %s', (url, variables, expected) => {
    expect(render(url, variables)).toBe(expected);
  });

  it.each(['.', '..'])('refuses the segment %j, which cannot be encoded', (x) => {
    expect(render('https://a.test/users/{{ x }}/secret', { x })).toMatchObject({
      code: 'invalid_url',
      message: `"${x}" cannot be a segment of "https://a.test/users/{{ x }}/secret".`,
      status: null,
    });
    expect(render('https://a.test/{{ x }}{{ none }}/', { x })).toMatchObject({ code: 'invalid_url' });
    expect(render('https://a.test/users/v{{ x }}', { x })).toBe(`https://a.test/users/v${x}`);
    expect(render('https://a.test/users?x={{ x }}', { x })).toBe(`https://a.test/users?x=${x}`);
  });

  it('holds for the URL of a model', () => {
    const ai: NodeInput = {
      id: 'ai',
      kind: 'ai',
      url: '{{ base }}/deployments/{{ name }}/chat/completions',
      model: 'm',
      prompt: 'Hi',
      variable: 'a',
    };
    const { effects } = converse({ nodes: [ai] }).start({ base: 'https://a.test/v1', name: '../x' });
    expect(effects).toMatchObject([
      { request: { url: 'https://a.test/v1/deployments/..%2Fx/chat/completions' } },
    ]);
  });
});

describe('the check of a URL', () => {
  const problemsOf = (url: string) =>
    validateFlow({
      ...flow({ ...call(url), exits: { success: 'end', failure: 'end' } }, end),
      variables: [{ name: 'x' }, { name: 'path' }],
    }).problems;

  it.each(['https://a.test/s?{{ x }}', 'https://a.test/{{ path }}', 'https://a.test/v1/{{ path }}?a=1'])(
    'warns of the encoded value in %s',
    (url) => {
      expect(problemsOf(url)).toMatchObject([
        { severity: 'warning', code: 'url_encoded', path: '/nodes/0/url' },
      ]);
    },
  );

  it.each([
    'https://a.test/s?{{ $raw(x) }}',
    'https://a.test/s?q={{ x }}',
    'https://a.test/{{ x }}',
    'https://a.test/{{ $raw(path) }}',
    '{{ x }}{{ path }}',
  ])('accepts %s', (url) => {
    expect(problemsOf(url)).toEqual([]);
  });
});
