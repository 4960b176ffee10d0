import { describe, expect, it } from 'vitest';
import { buildRequest, type Filled, listMissing, SECRET_VARIABLE, toCurl } from './build-request';
import { findOperations, listOperations, type Operation, toListed } from './list-operations';
import type { OpenApi } from './openapi';
import { pickSchemas } from './pick-schemas';
import { listParts, listRules, nameType } from './schemas';
import { toExample } from './to-example';

const document: OpenApi = {
  info: { title: 'T' },
  security: [{ apiKey: [] }],
  components: {
    securitySchemes: {
      apiKey: { type: 'http', scheme: 'bearer' },
      publicKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
    schemas: {
      Node: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          next: { $ref: '#/components/schemas/Node' },
          tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
          size: { type: ['integer', 'null'], minimum: 5 },
          kind: { enum: ['a', 'b'], description: 'Which.' },
        },
      },
      Either: { anyOf: [{ $ref: '#/components/schemas/Node' }, { type: 'string' }, { type: 'null' }] },
    },
  },
  paths: {
    '/v1/orgs/{orgId}/things/{thingId}': {
      get: {
        summary: 'Read a thing',
        parameters: [
          { name: 'orgId', in: 'path', required: true },
          { name: 'thingId', in: 'path', required: true },
          { name: 'limit', in: 'query' },
        ],
        responses: { 200: { description: 'It' } },
      },
      post: {
        summary: 'Send',
        description: 'A thing to somebody.',
        parameters: [{ name: 'If-Match', in: 'header' }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } },
        responses: {},
        security: [{ publicKey: [] }],
      },
    },
    '/v1/files': { post: { summary: 'Send', responses: {}, security: [] } },
  },
};

const operations = listOperations(document);
const listed = operations.map(toListed);
const take = (slug: string): Operation => {
  const found = operations.find((operation) => operation.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
};
const EMPTY: Filled = { parameters: {}, body: '', file: null, secret: '' };

describe('operations', () => {
  it('have distinct addresses, also with equal names', () => {
    expect(operations.map(({ slug }) => slug)).toEqual(['read-a-thing', 'send', 'send-2']);
  });

  it('are found by words of their path, method and description', () => {
    expect(findOperations(listed, 'POST somebody').map(({ slug }) => slug)).toEqual(['send']);
    expect(findOperations(listed, 'files post').map(({ slug }) => slug)).toEqual(['send-2']);
    expect(findOperations(listed, ' ')).toHaveLength(3);
  });

  it('name the credential that they need', () => {
    expect(take('read-a-thing').credential?.scheme.type).toBe('http');
    expect(take('send').credential?.scheme).toMatchObject({ name: 'X-Key' });
    expect(take('send-2').credential).toBeNull();
  });
});

describe('schemas', () => {
  const node = { $ref: '#/components/schemas/Node' };
  const either = { $ref: '#/components/schemas/Either' };

  it('are described in words', () => {
    expect(nameType(document, { type: 'array', items: node })).toBe('list of Node');
    expect(nameType(document, either)).toBe('Node or string or null');
    expect(nameType(document, {})).toBe('anything');
    expect(listRules({ type: 'string', maxLength: 1_000, default: 'x' })).toEqual([
      'at most 1,000 characters',
      'default "x"',
    ]);
  });

  it('have parts', () => {
    expect(listParts(document, node).map(({ name, required }) => [name, required])).toEqual([
      ['id', true],
      ['next', false],
      ['tags', false],
      ['size', false],
      ['kind', false],
    ]);
    expect(listParts(document, either).map(({ name }) => name)).toEqual(['either Node']);
    expect(listParts(document, { type: 'string' })).toEqual([]);
  });

  it('show their own properties where choices only say which go together', () => {
    const text = { type: 'string' };
    const properties = { to: text, text, result: text };
    const body = {
      type: 'object',
      properties,
      required: ['to'],
      oneOf: [{ required: ['text'] }, { required: ['result'] }],
    };
    expect(listParts(document, body).map(({ name }) => name)).toEqual(['to', 'text', 'result']);
    expect(nameType(document, body)).toBe('object');
    expect(toExample(document, body)).toEqual({ to: 'text', text: 'text' });
    expect(toExample(document, body, 'needed')).toEqual({ to: 'text', text: 'text' });
  });

  it('have examples, with recursion cut off', () => {
    expect(toExample(document, node, 'needed')).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const example = toExample(document, node);
    expect(example).toMatchObject({ tags: ['text'], size: 5, kind: 'a', next: { kind: 'a' } });
    expect(JSON.stringify(example).length).toBeLessThan(2_000);
  });
});

describe('a request', () => {
  const read = take('read-a-thing');
  const filled: Filled = {
    ...EMPTY,
    parameters: { 'path:orgId': 'o/../x', 'path:thingId': '//evil.test', 'query:limit': '5' },
    secret: 'sk',
  };

  it('stays on this server, whatever is filled in', () => {
    const { url, headers } = buildRequest('https://here.test', read, filled);
    expect(url).toBe('https://here.test/v1/orgs/o%2F..%2Fx/things/%2F%2Fevil.test?limit=5');
    expect(headers).toEqual({ Authorization: 'Bearer sk' });
  });

  it('has the credential and headers of its API', () => {
    const given = { ...EMPTY, body: '{"id": 1}', secret: 'pk', parameters: { 'header:If-Match': '"3"' } };
    const request = buildRequest('https://here.test', take('send'), given);
    expect(request).toMatchObject({
      method: 'POST',
      headers: { 'X-Key': 'pk', 'Content-Type': 'application/json', 'If-Match': '"3"' },
      body: { text: '{"id": 1}' },
    });
  });

  it('becomes a command without the secret', () => {
    const curl = toCurl(buildRequest('https://here.test', read, { ...filled, secret: SECRET_VARIABLE }));
    expect(curl).toContain('-H "Authorization: Bearer $PARLEY_API_KEY"');
    const send = buildRequest('https://here.test', take('send'), { ...EMPTY, body: '{ "a": "it\'s" }' });
    expect(toCurl(send)).toContain(`-d '{"a":"it'\\''s"}'`);
  });

  it('names the missing parameters', () => {
    expect(listMissing(read, EMPTY)).toEqual(['orgId', 'thingId']);
    expect(listMissing(read, filled)).toEqual([]);
  });
});

describe('pickSchemas', () => {
  it('keeps the schemas that an operation needs, with those that they name', () => {
    const picked = (value: unknown) => Object.keys(pickSchemas(document, value).components?.schemas ?? {});
    expect(picked(take('send').described)).toEqual(['Node']);
    expect(picked({ items: [{ $ref: '#/components/schemas/Either' }] })).toEqual(['Node', 'Either']);
    expect(picked(take('read-a-thing').described)).toEqual([]);
    expect(picked({ $ref: '#/components/schemas/Missing' })).toEqual([]);
  });
});
