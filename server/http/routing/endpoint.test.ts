import { createRoute, z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { defineEndpoint } from './endpoint';
import { jsonReply } from './openapi';

/*
 * These endpoints are never run. The compiler judges them: an expected error that does not occur is an error itself, so
 * `npm run typecheck` fails when defineEndpoint accepts a response that its route does not list.
 */
const route = createRoute({
  method: 'get',
  path: '/sessions/{sessionId}',
  responses: {
    200: jsonReply('The session', z.object({ status: z.enum(['open', 'closed']), createdAt: z.string() })),
    204: { description: 'There is none' },
  },
});

const accepted = [
  defineEndpoint(route, async () => ({ status: 200, body: { status: 'open', createdAt: 'now' } })),
  defineEndpoint(route, async () => ({ status: 200, body: { status: 'open', createdAt: new Date(0) } })),
  defineEndpoint(route, async () => ({ status: 204, headers: { Allow: 'GET' } })),
];

const refused = [
  // @ts-expect-error 202 is not listed
  defineEndpoint(route, async () => ({ status: 202, body: { status: 'open', createdAt: 'now' } })),
  // @ts-expect-error the body lacks a field
  defineEndpoint(route, async () => ({ status: 200, body: { status: 'open' } })),
  // @ts-expect-error "lost" is not one of the values
  defineEndpoint(route, async () => ({ status: 200, body: { status: 'lost', createdAt: 'now' } })),
  // @ts-expect-error 204 has no body
  defineEndpoint(route, async () => ({ status: 204, body: { status: 'open', createdAt: 'now' } })),
  // @ts-expect-error 200 has a body
  defineEndpoint(route, async () => ({ status: 200 })),
  // @ts-expect-error a status that is not known when this is compiled
  defineEndpoint(route, async () => ({ status: Number('200') })),
];

describe('defineEndpoint', () => {
  it('accepts only the responses that a route lists (checked by compiling this file)', () => {
    expect([...accepted, ...refused].every((endpoint) => endpoint.route === route)).toBe(true);
  });
});
