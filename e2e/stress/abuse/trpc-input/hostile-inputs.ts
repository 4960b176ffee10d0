import type { Sent } from '@/server/trpc/fixtures/send-call';
import { asPerson, INVITATION, JSON_TYPE } from '@/server/trpc/fixtures/send-call';

/** An input and its error code; null when it is accepted as plain JSON. */
export type Attempt = { name: string; path: string; sent: Sent; bytes: number; code: string | null };

const LENGTH = 3_000_000_000;
const DIGITS = '9'.repeat(3_000);

// Hints of a serializer, which once decided what was constructed.
const HINTS: Readonly<Record<string, unknown>> = {
  'a typed array': { json: { token: LENGTH }, meta: { values: { token: [['typed-array', 'Uint8Array']] } } },
  'a bigint': { json: { token: DIGITS }, meta: { values: { token: ['bigint'] } } },
  'a map': { json: { token: [[1, 2]] }, meta: { values: { token: ['map'] } } },
  'an error': { json: { token: { name: 'x', message: 'y' } }, meta: { values: { token: ['Error'] } } },
  'a pattern': { json: { token: '/(a+)+$/' }, meta: { values: { token: ['regexp'] } } },
  'the same twice': { json: { token: {} }, meta: { referentialEqualities: { token: ['a.b', 'a.c'] } } },
  'a prototype': { json: { token: {} }, meta: { values: { '__proto__.x': ['bigint'] } } },
  'a constructor': { json: { token: {} }, meta: { values: { 'constructor.prototype.x': ['set'] } } },
};

const PERSON = asPerson(1);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

// Bodies that are too large, too deep or too many, with and without a sign-in.
const BODIES: readonly [name: string, body: string, code: string, isPerson: boolean][] = [
  ['a long text of a stranger', `"${'a'.repeat(2 ** 20)}"`, 'body_too_large', false],
  ['a long text', `"${'a'.repeat(2 ** 22)}"`, 'body_too_large', true],
  ['deep lists of a stranger', nested(8_000), 'invalid_request', false],
  ['deep lists', nested(2_000_000), 'invalid_request', true],
  ['deep objects', objects(600_000), 'invalid_request', true],
  ['lists without an end', '['.repeat(4_000_000), 'invalid_request', true],
  ['many lists', `[${'[],'.repeat(1_300_000)}0]`, 'limit_exceeded', true],
  ['many objects', `[${'{},'.repeat(1_300_000)}0]`, 'limit_exceeded', true],
  [
    'many keys',
    `{${Array.from({ length: 300_000 }, (_, no) => `"${no}":0`).join(',')}}`,
    'limit_exceeded',
    true,
  ],
];

/** All inputs through GET, POST and a batch. */
export function listAttempts(): Attempt[] {
  return [...Object.entries(HINTS).flatMap(throughEveryEntryPoint), ...BODIES.flatMap(asBodies)];
}

function throughEveryEntryPoint([name, hints]: [string, unknown]): Attempt[] {
  const text = JSON.stringify(hints);
  const batch = JSON.stringify({ 0: hints, 1: hints });
  const code = 'invalid_request';
  const get = `${INVITATION}?input=${encodeURIComponent(text)}`;
  const batched = `${INVITATION},${INVITATION}?batch=1&input=${encodeURIComponent(batch)}`;
  return [
    { name: `${name} by GET`, path: get, sent: {}, bytes: get.length, code },
    { name: `${name} by a batch`, path: batched, sent: {}, bytes: batched.length, code },
    { name: `${name} by POST`, ...post('organization.acceptInvitation', text, false), code },
    { name: `${name} by a batch of POST`, ...post('account.signUpOwner?batch=1', batch, false), code },
  ];
}

function asBodies([name, body, code, isPerson]: (typeof BODIES)[number]): Attempt[] {
  const path = isPerson ? 'flow.validate' : 'organization.acceptInvitation';
  return [
    { name: `${name} by POST`, ...post(path, body, isPerson), code },
    { name: `${name} by a batch`, ...post(`${path}?batch=1`, `{"0":${body}}`, isPerson), code },
  ];
}

function post(path: string, body: string, isPerson: boolean): Omit<Attempt, 'name' | 'code'> {
  const headers = { ...JSON_TYPE, ...(isPerson && PERSON) };
  return { path, sent: { method: 'POST', body, headers }, bytes: body.length };
}
