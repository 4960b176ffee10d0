import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Headless, openHeadless } from '@/e2e/api/headless/client';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';

const EMOJI = '👍';

let testEnv: TestEnv;
let mount: DirectMount;
let api: Headless;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv();
  const { platform, orgId } = testEnv;
  mount = await openDirectMount(platform);
  api = openHeadless({ baseUrl: mount.baseUrl, orgId, apiKey: await makeKey(platform, orgId) });
  flowId = (await addFlow(platform.db, orgId, ECHO)).flowId;
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

/** Starts a session with metadata as JSON text, and reads the metadata back. */
async function readBack(metadata: string): Promise<unknown> {
  const { sessionId } = requireBody(await api.start(flowId, `{"metadata":${metadata}}`, JSON_TYPE), 201);
  return requireBody(await api.get(sessionId), 200).metadata;
}

const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

describe('metadata', () => {
  it.each([
    [
      'an id of 200 emoji',
      JSON.stringify({ externalSessionId: EMOJI.repeat(200), channel: EMOJI.repeat(100) }),
    ],
    ['nested values of every kind', '{"a":{"b":[1,-0.5,null,true,"",{"c":[]}]},"null":null}'],
    [
      'names that objects have',
      '{"constructor":{"prototype":1},"toString":"x","hasOwnProperty":[],"":"empty"}',
    ],
    ['templates and marks', '{"note":"{{ $now }} <b>é e\\u0301 \\u200b\\u202e</b>","a.b":1,"$ref":"#"}'],
    ['fields that are null', '{"externalSessionId":null,"channel":null}'],
    ['nothing', '{}'],
  ])('with %s comes back exactly', async (_, metadata) => {
    expect(JSON.stringify(await readBack(metadata))).toBe(JSON.stringify(JSON.parse(metadata)));
  });

  it('of a body near its limit of 256 KiB comes back exactly', async () => {
    const metadata = JSON.stringify({ large: 'x'.repeat(262_000) });
    expect(JSON.stringify(await readBack(metadata))).toBe(metadata);
  });

  it.each([
    [`{"externalSessionId":"${EMOJI.repeat(201)}"}`, 'metadata.externalSessionId', '1 to 200 characters'],
    [`{"channel":"${EMOJI.repeat(101)}"}`, 'metadata.channel', '1 to 100 characters'],
    ['{"externalSessionId":""}', 'metadata.externalSessionId', '1 to 200 characters'],
    ['{"channel":7}', 'metadata.channel', 'must be a text'],
    ['{"a":{"__proto__":{"b":1}}}', 'metadata.a.__proto__', '__proto__'],
    ['{"__proto__":1}', 'metadata.__proto__', '__proto__'],
  ])('%s is refused by the path of its field', async (metadata, path, reason) => {
    const reply = await api.call<ErrorBody>('POST', `/flows/${flowId}/sessions`, {
      ...JSON_TYPE,
      body: `{"metadata":${metadata}}`,
    });
    const { error } = requireBody(reply, 400);
    const [issue] = (error.details as { issues: { path: string[]; message: string }[] }).issues;
    expect(issue?.path.join('.')).toBe(path);
    expect(issue?.message).toContain(reason);
  });
});
