import type { RouteConfig } from '@hono/zod-openapi';
import { domainError, type ErrorCode } from '@/server/shared/errors';
import { isJsonObject } from '@/server/shared/json';
import type { Endpoint } from './endpoint';
import { FAILURE_MEANINGS, SAMPLE_DETAILS } from './sample-failures';
import type { Surface } from './surface';

type Responses = RouteConfig['responses'];
type Failure = { code: ErrorCode; name: string; status: number; body: unknown };

const REQUEST_ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const BY_CREDENTIAL: readonly ErrorCode[] = ['credential_missing', 'credential_invalid', 'permission_denied'];
const OF_EVERY_ROUTE: readonly ErrorCode[] = ['rate_limited', 'internal', 'overloaded'];
// Any request may have a body, also where none is expected.
const BY_BYTES: readonly ErrorCode[] = ['body_too_large', 'body_too_slow', 'unsupported_encoding'];
const BY_IDEMPOTENCY_KEY: readonly ErrorCode[] = [
  'idempotency_key_invalid',
  'idempotency_mismatch',
  'idempotency_running',
];

/**
 * Describes the failures of an endpoint as its API renders them, by status, each with an example: those that its route
 * implies by its credential, path, query and body, and those that it lists.
 */
export function describeFailures(endpoint: Endpoint, surface: Surface): Responses {
  const failures = listFailures(endpoint, surface).flatMap((code) => renderSamples(code, endpoint, surface));
  const responses: Responses = {};
  for (const status of [...new Set(failures.map((failure) => failure.status))].sort()) {
    const same = failures.filter((failure) => failure.status === status);
    responses[status] = {
      description: [...new Set(same.map(describe))].join('\n'),
      content: {
        'application/json': {
          schema: surface.errorBody,
          examples: Object.fromEntries(same.map(({ name, body }) => [name, { value: body }])),
        },
      },
    };
  }
  return responses;
}

/** "SESSION_EXPIRED: The session has expired.", with the code that the API sends, if it sends one. */
function describe({ code, body }: Failure): string {
  const sent = isJsonObject(body) ? body.error : undefined;
  const name = isJsonObject(sent) ? sent.code : sent;
  return typeof name === 'string' ? `${name}: ${FAILURE_MEANINGS[code]}` : FAILURE_MEANINGS[code];
}

function listFailures(
  { route, authenticate, failures }: Endpoint,
  { failures: surfaceFailures = [] }: Surface,
): ErrorCode[] {
  const { body, params, query } = route.request ?? {};
  const media = Object.keys(body?.content ?? {});
  return [
    ...new Set<ErrorCode>([
      ...(authenticate ? [] : BY_CREDENTIAL),
      ...(body || params || query ? (['invalid_request'] as const) : []),
      ...(params ? (['not_found'] as const) : []),
      ...(media.includes('application/json') ? (['malformed_json'] as const) : []),
      ...(body ? (['unsupported_media_type'] as const) : []),
      ...(route.method === 'get' ? [] : BY_BYTES),
      ...(route.method === 'post' ? BY_IDEMPOTENCY_KEY : []),
      ...surfaceFailures,
      ...failures,
      ...OF_EVERY_ROUTE,
    ]),
  ];
}

function renderSamples(code: ErrorCode, { route }: Endpoint, surface: Surface): Failure[] {
  return SAMPLE_DETAILS[code].map((details, index) => {
    const error = domainError(code, details);
    const { status, body } = surface.renderFailure(error, REQUEST_ID, route.method.toUpperCase());
    return { code, name: index === 0 ? code : `${code}_${index + 1}`, status, body };
  });
}
