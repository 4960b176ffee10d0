import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../../fixtures/converse';
import { flow } from '../../fixtures/small-nodes';
import type { Json } from '../../json';
import type { HttpRequest } from '../../protocol';
import { validateFlow } from '../../validate';
import type { KnownConnection } from '../../validate/checks/check-known-connections';

const end: NodeInput = { id: 'end', kind: 'end' };
const HTTP = { kind: 'http', method: 'GET', connection: 'crm', exits: { success: 'end', failure: 'end' } };
const AI = {
  kind: 'ai',
  connection: 'answers',
  prompt: 'p',
  variable: 'v',
  exits: { next: 'end', error: 'end' },
};

function start(node: object, variables: { [name: string]: Json } = {}) {
  return converse({ nodes: [{ id: 'call', ...node } as NodeInput, end] }).start(variables);
}

function requestOf(node: object, variables: { [name: string]: Json } = {}): HttpRequest | undefined {
  const [effect] = start(node, variables).effects;
  return effect?.type === 'http.call' ? effect.request : undefined;
}

function problemsOf(node: object, connections?: KnownConnection[]): string[] {
  const definition = flow({ id: 'n', ...node } as never, end as never);
  const { problems } = validateFlow(definition, connections && { flows: [], connections });
  return problems.map(({ code, path }) => `${code} ${path}`);
}

describe('a request over a connection', () => {
  it('names the connection and the path below its address', () => {
    const url = 'customers/{{ id }}?{{ id }}=1#part';
    expect(requestOf({ ...HTTP, url, query: { q: '{{ id }}' } }, { id: 'a/b ?' })).toEqual({
      ...{ method: 'GET', connection: 'crm', url: '/customers/a%2Fb%20%3F?a%2Fb+%3F=1&q=a%2Fb+%3F' },
      ...{ headers: {}, body: null, timeoutMs: 10_000, maxAttempts: 1 },
    });
    expect(requestOf({ ...HTTP, url: '{{ id }}' }, { id: 'https://evil.test' })?.url).toBe(
      '/https%3A%2F%2Fevil.test',
    );
    expect(requestOf({ ...HTTP, url: '{{ id }}' }, { id: '' })?.url).toBe('');
    expect(requestOf({ ...HTTP, url: '/orders:search' })?.url).toBe('/orders:search');
  });

  it('leaves the model to the connection, and keeps the one of the node', () => {
    expect(requestOf(AI)).toMatchObject({ method: 'POST', connection: 'answers', url: '/chat/completions' });
    expect(JSON.parse(requestOf(AI)?.body ?? '')).toEqual({ messages: [{ role: 'user', content: 'p' }] });
    expect(JSON.parse(requestOf({ ...AI, model: 'm-1' })?.body ?? '').model).toBe('m-1');
  });

  it.each(['..', 'a/../b', '/a/%2E%2e', 'a%2f..', '//b.test', '/\\b.test', 'x:y', '@b.test', '/a\u0007'])(
    'is not made for the path %j (connection/path-below)',
    (path) => {
      const { effects, trace } = start({ ...HTTP, url: '{{ $raw(path) }}' }, { path });
      expect(effects).toEqual([]);
      expect(trace.steps[0]).toMatchObject({
        exit: 'failure',
        changed: [{ name: 'error', after: { code: 'invalid_url' } }],
      });
    },
  );
});

describe('the problems of a connection', () => {
  it.each<[object, string[]]>([
    [{ ...HTTP, url: '/a/{{ 1 + 1 }}' }, []],
    [{ ...HTTP, url: 'https://a.test/' }, ['connection_path /nodes/0/url']],
    [{ ...HTTP, url: '//a.test/' }, ['connection_path /nodes/0/url']],
    [{ ...HTTP, url: '/a/../b' }, ['connection_path /nodes/0/url']],
    [{ ...HTTP, url: '@a.test' }, ['connection_path /nodes/0/url']],
    [{ ...HTTP, connection: 'Not one', url: '/a' }, ['shape /nodes/0/connection']],
    [AI, []],
    [
      { ...AI, url: 'https://a.test', apiKey: '{{ $secret.K }}' },
      ['ai_server /nodes/0/url', 'ai_server /nodes/0/apiKey'],
    ],
    [{ ...AI, connection: undefined }, ['ai_server /nodes/0/url', 'ai_server /nodes/0/model']],
    [{ ...AI, fallback: { model: 'm' } }, ['ai_server /nodes/0/fallback/url']],
    [{ ...AI, fallback: { connection: 'other' } }, []],
  ])('of %j are %j', (node, problems) => {
    expect(problemsOf(node)).toEqual(problems);
  });

  it('name one that does not exist, or is of another kind', () => {
    const http = { ...HTTP, url: '/a' };
    expect(problemsOf(http, [{ name: 'crm', kind: 'http' }])).toEqual([]);
    expect(problemsOf(http, [])).toEqual(['unknown_connection /nodes/0/connection']);
    expect(problemsOf(http, [{ name: 'crm', kind: 'model' }])).toEqual([
      'connection_kind /nodes/0/connection',
    ]);
    expect(
      problemsOf({ ...AI, fallback: { connection: 'crm' } }, [{ name: 'answers', kind: 'model' }]),
    ).toEqual(['unknown_connection /nodes/0/fallback/connection']);
  });
});
