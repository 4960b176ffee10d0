import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { type Calls, openCalls } from './fixtures/open-calls';
import {
  asPerson,
  findPersonIn,
  INVITATION,
  JSON_TYPE,
  OURS,
  type Sent,
  sendCall,
} from './fixtures/send-call';

/*
 * Console requests over HTTP: input/bounded-before-parsed, input/nothing-else, calls/own-shape.
 */

let testEnv: TestEnv;
let calls: Calls;
const errors: unknown[] = [];

beforeAll(async () => {
  testEnv = await openTestEnv({ clock: createManualClock() });
  const log = { ...testEnv.platform.log, error: (...args: unknown[]) => void errors.push(args) };
  calls = await openCalls({ ...testEnv.platform, log }, { findCaller: findPersonIn(testEnv.orgId) });
});
afterAll(async () => {
  await calls.close();
  await testEnv.close();
});

const send = (path: string, sent?: Sent) => sendCall(`${calls.url}/${path}`, sent);
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } });
const get = (path: string, input: string, headers: Record<string, string> = {}) =>
  send(`${path}?input=${encodeURIComponent(input)}`, { headers });

const PERSON = asPerson(1);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('an input', () => {
  it('is plain JSON: serializer hints are ignored', async () => {
    const hints = {
      json: { token: 3_000_000 },
      meta: { values: { token: [['typed-array', 'Uint8Array']] } },
    };
    const answer = await get(INVITATION, JSON.stringify(hints));
    expect(answer.status).toBe(400);
    expect(answer.json().error.data.problem).toMatchObject({
      code: 'invalid_request',
      issues: [{ path: ['token'] }],
    });
  });

  it.each([
    ['of an address', () => get(INVITATION, `{"token":"${'a'.repeat(8_200)}"}`), 8_192],
    ['of a body without a sign-in', () => post('account.signUpOwner', `"${'a'.repeat(16_384)}"`), 16_384],
    ['of a body', () => post('organization.create', `"${'a'.repeat(2 ** 20)}"`, PERSON), 2 ** 20],
    ['of a draft', () => post('flow.validate', `"${'a'.repeat(2 ** 22)}"`, PERSON), 2 ** 22],
    ['of a batch', () => post('flow.end,room.create?batch=1', `"${'a'.repeat(2 ** 20)}"`, PERSON), 2 ** 20],
  ])('%s is bounded in bytes', async (_, ask, maxBytes) => {
    const answer = await ask();
    expect(answer.status).toBe(413);
    expect(answer.json().error.data.problem).toMatchObject({ code: 'body_too_large', details: { maxBytes } });
  });

  it('is bounded in received bytes, when no length is announced', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { ...OURS, ...JSON_TYPE, ...PERSON } };
    const answer = await fetch(`${calls.url}/organization.create`, init);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(8 * 2 ** 20);
  });

  it.each([
    ['GET', () => get(INVITATION, nested(67))],
    ['POST', () => post('flow.validate', nested(100_000), PERSON)],
    ['a batch', () => post('flow.validate?batch=1', `{"0":${nested(500_000)}}`, PERSON)],
  ])('of %s is bounded in its nesting', async (_, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(400);
    expect(answer.json().error.data.problem.title).toBe('This is nested deeper than 66 levels.');
  });

  it('is bounded in its number of values', async () => {
    const answer = await post('flow.validate', `[${'0,'.repeat(300_000)}0]`, PERSON);
    expect(answer.status).toBe(422);
    expect(answer.json().error.data.problem.title).toBe('The limit of 250,000 values is reached.');
  });

  it('can contain brackets and commas in texts', async () => {
    const search = '[{,\\"'.repeat(9);
    const answer = await get('flow.list', JSON.stringify({ search }), PERSON);
    expect([answer.status, answer.json().result?.data.items]).toEqual([200, []]);
  });

  it('sets nothing by names of prototypes', async () => {
    const body =
      '{"0":{"name":"N","__proto__":{"admin":1}},"__proto__":{"1":{"name":"P"}},"constructor":{"prototype":{"x":1}}}';
    const answer = await post('organization.create,organization.create?batch=1', body, PERSON);
    expect(answer.json()[1].error.data.problem.code).toBe('invalid_request');
    expect({}).not.toHaveProperty('admin');
    expect({}).not.toHaveProperty('x');
  });
});

describe('an answered call', () => {
  it('releases everything that it held (admission/given-back)', async () => {
    await expect
      .poll(() => calls.limits.admission.counts())
      .toEqual({ requests: 0, bodyBytes: 0, working: 0, waiting: 0 });
  });
});

describe('a protocol error', () => {
  it.each([
    ['a read by POST', () => post('flow.list', '{}', PERSON), 405, 'method_not_allowed', 'GET'],
    ['a change by GET', () => get('flow.create', '{"name":"F"}', PERSON), 405, 'method_not_allowed', 'POST'],
    [
      'a batch of both',
      () => post('flow.create,flow.list?batch=1', '{}', PERSON),
      405,
      'method_not_allowed',
      'GET',
    ],
    [
      'PUT',
      () => send('flow.create', { method: 'PUT', body: '{}', headers: { ...JSON_TYPE, ...PERSON } }),
      405,
      'method_not_allowed',
      'GET, POST',
    ],
    [
      'DELETE',
      () => send('flow.create', { method: 'DELETE', headers: { ...JSON_TYPE, ...PERSON } }),
      405,
      'method_not_allowed',
      'GET, POST',
    ],
    [
      'a form',
      () =>
        send('flow.create', {
          method: 'POST',
          body: 'a=1',
          headers: { 'content-type': 'multipart/form-data; boundary=x', ...PERSON },
        }),
      415,
      'unsupported_media_type',
      null,
    ],
    [
      'bytes',
      () =>
        send('flow.create', {
          method: 'POST',
          body: 'a',
          headers: { 'content-type': 'application/octet-stream', ...PERSON },
        }),
      415,
      'unsupported_media_type',
      null,
    ],
    ['an unknown procedure', () => get('flow.nothing', '{}', PERSON), 404, 'not_found', null],
    ['a name of a prototype', () => get('constructor', '{}', PERSON), 404, 'not_found', null],
    ['an input that is no JSON', () => get('flow.list', '{', PERSON), 400, 'malformed_json', null],
    ['a body that is no JSON', () => post('flow.create', '{', PERSON), 400, 'malformed_json', null],
    ['an empty body', () => post('flow.create', '', PERSON), 400, 'malformed_json', null],
    [
      'a batch whose input is a list',
      () => post('flow.create?batch=1', '[]', PERSON),
      400,
      'invalid_request',
      null,
    ],
    [
      'a batch of 21',
      () => get(Array(21).fill('flow.list').join(',').concat('?batch=1&x=1'), '{}', PERSON),
      422,
      'limit_exceeded',
      null,
    ],
    [
      'a stream in a batch',
      () => send('session.events?batch=1&input=%7B%7D', { headers: PERSON }),
      400,
      'invalid_request',
      null,
    ],
    [
      'connection parameters',
      () => send('flow.list?connectionParams=%7B%7D', { headers: PERSON }),
      400,
      'invalid_request',
      null,
    ],
    ['an address that cannot be read', () => send('%ff', { headers: PERSON }), 400, 'invalid_request', null],
    [
      'another site',
      () => get('flow.list', '{}', { ...PERSON, 'sec-fetch-site': 'cross-site' }),
      403,
      'permission_denied',
      null,
    ],
  ])('%s is refused in the console’s error format', async (_, ask, status, code, allow) => {
    errors.length = 0;
    const answer = await ask();
    const parsed = answer.json();
    const { error } = Array.isArray(parsed) ? parsed[0] : parsed;
    expect([answer.status, error.data.problem.code, answer.headers.get('allow')]).toEqual([
      status,
      code,
      allow,
    ]);
    expect(error.data.problem.requestId).toBe('test');
    expect(errors).toEqual([]);
  });

  it('does not change the response type', async () => {
    const answer = await get('flow.list', '{"limit":1}', { ...PERSON, 'trpc-accept': 'application/jsonl' });
    expect(answer.json().result.data.items).toEqual([]);
  });
});
