import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/server/shared/errors';
import { defineEndpoint } from './endpoint';
import { describeApi, jsonBody, jsonReply } from './openapi';
import { FAILURE_MEANINGS } from './sample-failures';
import type { Surface } from './surface';

const STATUSES: Partial<Record<ErrorCode, number>> = {
  not_found: 404,
  permission_denied: 403,
  credential_missing: 401,
  credential_invalid: 401,
  rate_limited: 429,
  internal: 500,
  overloaded: 503,
  body_too_large: 413,
  body_too_slow: 408,
  unsupported_encoding: 415,
  unsupported_media_type: 415,
  idempotency_mismatch: 409,
  idempotency_running: 409,
  inbox_full: 409,
};

const surface: Surface = {
  name: 'pots',
  prefix: '/pots',
  title: 'Pots',
  description: 'Plants in pots.',
  renderFailure: ({ problem }, requestId, method) => ({
    status: STATUSES[problem.code] ?? 400,
    body:
      problem.code === 'internal'
        ? { error: 'INTERNAL', requestId, method }
        : { error: problem.code === 'overloaded' ? {} : { code: problem.code.toUpperCase() } },
  }),
  failures: ['inbox_full'],
  errorBody: z.object({ error: z.unknown() }),
  authenticate: () => Promise.reject(new Error('never called')),
  isKnownCaller: () => false,
  maxBodyBytes: 1,
  routeScopes: null,
};

const replies = { 200: jsonReply('The pot', z.object({ id: z.string() })) };
const getPot = createRoute({
  method: 'get',
  path: '/pots/{potId}',
  tags: ['Pots', 'All'],
  request: { params: z.object({ potId: z.string() }) },
  responses: replies,
});
const addPot = createRoute({
  method: 'post',
  path: '/pots',
  tags: ['Pots'],
  request: {
    headers: z.object({ 'X-Window': z.string() }),
    body: jsonBody(z.object({ plant: z.string() }), { required: true }),
  },
  responses: replies,
});
const listPots = createRoute({ method: 'get', path: '/pots', responses: replies });
const answer = async () => ({ status: 200, body: { id: '1' } }) as const;

function documentOf(given: Partial<Surface> = {}) {
  const endpoints = [
    defineEndpoint(getPot, answer),
    defineEndpoint(addPot, answer, { failures: ['slug_taken', 'internal'] }),
    defineEndpoint(listPots, answer, { authenticate: surface.authenticate }),
  ];
  return describeApi(new OpenAPIHono(), endpoints, { ...surface, ...given })();
}

/** The descriptions of an operation's responses by status. */
const meaningsOf = (operation: { responses?: object } | undefined) =>
  Object.entries(operation?.responses ?? {}).map(([status, { description }]) => [
    status,
    description.split('\n'),
  ]);
const EVERY = [
  ['429', [expect.stringMatching(/^RATE_LIMITED: /)]],
  ['500', [expect.stringMatching(/^INTERNAL: /)]],
  // The API sends no code here.
  ['503', [FAILURE_MEANINGS.overloaded]],
];

describe('the document of an API', () => {
  it('names the API, its rules, its tags in order, and its usual credential', () => {
    const { paths: _, components, ...rest } = documentOf();
    expect(rest).toEqual({
      openapi: '3.1.0',
      info: {
        title: 'Pots',
        description: expect.stringMatching(/^Plants in pots\. In every request NUL, .* are refused\.$/),
        version: '1',
        license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
        contact: { name: 'The operator of this server' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [{ name: 'All' }, { name: 'Pots' }],
      security: [{ apiKey: [] }],
      webhooks: {},
    });
    expect(components?.securitySchemes).toEqual({
      apiKey: { type: 'http', scheme: 'bearer', description: expect.stringContaining('API key') },
    });
  });

  it('has the credentials of the API, the first one as the usual one, or none', () => {
    const token = { type: 'apiKey', in: 'header', name: 'X-Token', description: 'A token.' } as const;
    const page = { type: 'http', scheme: 'bearer', description: 'A page.' } as const;
    const { security, components } = documentOf({ credentials: { token, page } });
    expect([security, components?.securitySchemes]).toEqual([[{ token: [] }], { token, page }]);
    expect(documentOf({ credentials: {} }).security).toEqual([]);
  });

  it('is made once', () => {
    const read = describeApi(new OpenAPIHono(), [defineEndpoint(listPots, answer)], surface);
    expect(read()).toBe(read());
  });

  it('describes the failures that a path and a credential imply, by status', () => {
    expect(meaningsOf(documentOf().paths?.['/pots/{potId}']?.get)).toEqual([
      ['200', ['The pot']],
      ['400', [expect.stringMatching(/^INVALID_REQUEST: /)]],
      [
        '401',
        [expect.stringMatching(/^CREDENTIAL_MISSING: /), expect.stringMatching(/^CREDENTIAL_INVALID: /)],
      ],
      ['403', [expect.stringMatching(/^PERMISSION_DENIED: /)]],
      ['404', [expect.stringMatching(/^NOT_FOUND: /)]],
      ['409', [expect.stringMatching(/^INBOX_FULL: /)]],
      ...EVERY,
    ]);
  });

  it('describes no refused credential, path or body where there is none', () => {
    expect(meaningsOf(documentOf().paths?.['/pots']?.get)).toEqual([
      ['200', ['The pot']],
      ['409', [expect.stringMatching(/^INBOX_FULL: /)]],
      ...EVERY,
    ]);
  });

  it('describes the failures of a body and of an idempotency key', () => {
    const codes = meaningsOf(documentOf().paths?.['/pots']?.post).map(([status, lines]) => [
      status,
      lines.map((line: string) => line.split(':')[0]),
    ]);
    expect(codes.slice(1, -3)).toEqual([
      ['400', ['INVALID_REQUEST', 'MALFORMED_JSON', 'IDEMPOTENCY_KEY_INVALID', 'SLUG_TAKEN']],
      ['401', ['CREDENTIAL_MISSING', 'CREDENTIAL_INVALID']],
      ['403', ['PERMISSION_DENIED']],
      ['408', ['BODY_TOO_SLOW']],
      ['409', ['IDEMPOTENCY_MISMATCH', 'IDEMPOTENCY_RUNNING', 'INBOX_FULL']],
      ['413', ['BODY_TOO_LARGE']],
      ['415', ['UNSUPPORTED_MEDIA_TYPE', 'UNSUPPORTED_ENCODING']],
    ]);
  });

  it('has an example of each failure, as the API renders it', () => {
    const { responses } = documentOf().paths?.['/pots']?.post ?? {};
    const contentOf = (status: number) => responses?.[status]?.content?.['application/json'];
    expect(contentOf(403)?.examples).toEqual({
      permission_denied: { value: { error: { code: 'PERMISSION_DENIED' } } },
      permission_denied_2: { value: { error: { code: 'PERMISSION_DENIED' } } },
    });
    expect(contentOf(500)?.examples).toEqual({
      internal: { value: { error: 'INTERNAL', requestId: expect.any(String), method: 'POST' } },
    });
    expect(contentOf(403)?.schema).toMatchObject({ type: 'object', properties: { error: {} } });
  });

  it('adds the idempotency key to the headers of a POST alone', () => {
    const { get, post } = documentOf().paths?.['/pots'] ?? {};
    const names = (post?.parameters ?? []).map((parameter) => 'name' in parameter && parameter.name);
    expect([names, get?.parameters]).toEqual([['X-Window', 'Idempotency-Key'], undefined]);
  });
});
