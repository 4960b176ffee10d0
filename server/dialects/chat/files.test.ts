import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPublic,
  type ChatError,
  type ChatSession,
  type MadeChannel,
  makeChannel,
  openSession,
  openVisitor,
} from '@/e2e/api/chat/client';
import { fileFlow, formFlow } from '@/e2e/api/chat/flows';
import { PNG_BYTES, toPng } from '@/e2e/api/chat/png-file';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { ask, requireBody, type Target } from '@/e2e/api/support/target';
import type { ServiceContext } from '@/server/services/context';
import { listSessionFiles } from '@/server/services/upload/list-session-files';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

type FileRef = { file_id: string; url: string; name: string; mime: string; size: number };
type Sent = { status: number; body: FileRef & ChatError };

const DAY_MS = 86_400_000;
const clock = createManualClock(Date.now());
let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;
let channel: MadeChannel;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: 0 } });
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
  await makeFlow(target, fileFlow('photo'));
  await makeFlow(target, formFlow('quote'));
  channel = await makeChannel(target);
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

async function send(path: string, file: File, token?: string): Promise<Sent> {
  const form = new FormData();
  form.set('file', file);
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  const response = await fetch(`${target.baseUrl}/api/public/v1${path}`, {
    method: 'POST',
    body: form,
    ...(headers && { headers }),
  });
  return { status: response.status, body: await response.json() };
}

const png = (name = 'a.png') => new File([toPng()], name, { type: 'image/png' });
const toChat = ({ sessionToken }: ChatSession, file = png()) =>
  send('/chat/uploads?field=photo', file, sessionToken);
const toForm = (file = png(), { publicKey } = channel) =>
  send(`/forms/quote/uploads?field=plan&publicKey=${publicKey}`, file);

/** A visitor who is asked for a photo. */
async function beAsked(of = channel) {
  const session = await openSession(target, of);
  const visitor = openVisitor(target, session);
  const asked = await visitor.trigger('photo');
  const answer = (photo: unknown) =>
    visitor.post({ executionId: asked.executionId, waitToken: asked.waitToken, values: { photo } });
  return { session, asked, answer };
}

const submit = (plan: unknown, more: object = {}) =>
  askPublic<{ executionId: string; duplicate: boolean } & ChatError>(target, 'POST', '/forms/quote', {
    body: { publicKey: channel.publicKey, values: { name: 'Ada', size: 1, plan }, ...more },
  });

async function variablesOf(executionId: string) {
  const path = `/api/v1/orgs/${target.orgId}/sessions/${executionId}`;
  return requireBody(await ask<{ variables: Record<string, unknown> }>(target, 'GET', path), 200).variables;
}

describe('a file that a visitor names (upload/named-by-its-sender)', () => {
  it('counts by its id only; everything else comes from the store', async () => {
    const { session, asked, answer } = await beAsked();
    const { body } = await toChat(session);
    const lies = { url: 'https://evil.test/x', name: '../../x.exe', mime: 'text/html', size: 1 };
    requireBody(await answer({ ...lies, file_id: body.file_id, more: { a: 1 } }), 200);
    const { photo } = await variablesOf(asked.executionId);
    expect(photo).toEqual({
      url: expect.stringMatching(
        /^http:\/\/localhost:\d+\/api\/public\/v1\/files\/[0-9a-f-]{36}\?signature=/,
      ),
      name: 'a.png',
      mime: 'image/png',
      size: PNG_BYTES,
    });
  });

  it.each<[string, (own: FileRef) => unknown]>([
    [
      'an address instead of an id',
      () => ({ url: 'https://evil.test/a.png', name: 'a.png', mime: 'image/png' }),
    ],
    ['the address of a file without its id', ({ url }) => ({ url, mime: 'image/png' })],
    ['an id that nobody has', () => ({ file_id: crypto.randomUUID() })],
    ['an id that is none', () => ({ file_id: "x' OR 1=1" })],
    ['an id that is no text', () => ({ file_id: { toString: 1 } })],
  ])('is refused if it is %s', async (_, toRef) => {
    const { session, answer } = await beAsked();
    const { body } = await toChat(session);
    const refused = await answer(toRef(body));
    expect(refused).toMatchObject({ status: 422, body: { error: 'validation_failed' } });
    expect(refused.text).toContain('values.photo');
  });

  it('is refused if it was sent to another conversation, another channel or a form', async () => {
    const one = await beAsked();
    const { body: others } = await toChat(one.session);
    const elsewhere = await makeChannel(target);
    const two = await beAsked(elsewhere);
    expect((await two.answer(others)).status).toBe(422);
    const three = await beAsked();
    expect((await three.answer(others)).status).toBe(422);
    const { body: ofForm } = await toForm();
    expect((await three.answer(ofForm)).status).toBe(422);
    expect((await submit(others)).status).toBe(422);
    expect((await submit((await toForm(png(), elsewhere)).body)).status).toBe(422);
    requireBody(await one.answer(others), 200);
  });

  it('sent for a form belongs to the first submission that refers to it, which may be repeated', async () => {
    const { body: plan } = await toForm();
    const once = { clientSubmissionId: crypto.randomUUID() };
    const first = requireBody(await submit(plan, once), 201);
    expect(requireBody(await submit(plan, once), 200)).toMatchObject({ executionId: first.executionId });
    expect((await submit(plan)).status).toBe(422);
  });

  it('of a server is taken as stated', async () => {
    const body = { tenant_id: target.orgId, intent_name: 'photo' };
    type Started = { execution_id: string; metadata: { wait_token: string } };
    const started = requireBody(
      await ask<Started>(target, 'POST', '/api/v1/engine/triggers/chat', { body }),
      200,
    );
    const photo = { url: 'https://shop.test/a.png', name: 'a.png', mime: 'image/png', size: 5 };
    const resumed = await ask(target, 'POST', `/api/v1/engine/executions/${started.execution_id}/resume`, {
      body: {
        tenant_id: target.orgId,
        wait_token: started.metadata.wait_token,
        input: { values: { photo } },
      },
    });
    requireBody(resumed, 200);
    expect((await variablesOf(started.execution_id)).photo).toEqual(photo);
  });
});

describe('a form with a file', () => {
  const sendForm = async (form: FormData) => {
    const { session } = await beAsked();
    const response = await fetch(`${target.baseUrl}/api/public/v1/chat/uploads?field=photo`, {
      method: 'POST',
      body: form,
      headers: { authorization: `Bearer ${session.sessionToken}` },
    });
    return { status: response.status, text: await response.text() };
  };
  const toFormOf = (...files: [field: string, file: File][]) => {
    const form = new FormData();
    for (const [field, file] of files) form.append(field, file);
    return form;
  };

  it('is refused with two files, and accepted with one beside an empty file input', async () => {
    const refused = await sendForm(toFormOf(['file', png('a.png')], ['file', png('b.png')]));
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('must be one file, not 2') });
    const empty = new File([], '', { type: 'application/octet-stream' });
    expect(await sendForm(toFormOf(['file', png()], ['file', empty]))).toMatchObject({ status: 201 });
  });

  it('is refused if the file part has another name', async () => {
    const refused = await sendForm(toFormOf(['photo', png()]));
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('a part with a file name') });
  });
});

describe('a stored file', () => {
  it('has the type image/heic for pictures of phones, whatever they declare', async () => {
    const { session, asked, answer } = await beAsked();
    const bytes = Buffer.concat([Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic'), Buffer.alloc(100)]);
    const taken = await toChat(session, new File([bytes], 'IMG_0001.HEIC'));
    expect(taken).toMatchObject({ status: 201, body: { name: 'IMG_0001.HEIC', mime: 'image/heic' } });
    requireBody(await answer(taken.body), 200);
    expect((await variablesOf(asked.executionId)).photo).toMatchObject({ mime: 'image/heic' });
  });

  it('has the type of its bytes, and a name without hidden parts', async () => {
    const { session } = await beAsked();
    const disguised = new File(['<!doctype html><script>1</script>'], 'a.png', { type: 'image/png' });
    expect(await toChat(session, disguised)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('is text/html by its content; allowed are image/*') },
    });
    const { body } = await toChat(session, png('invoice\u202egnp.png'));
    expect(body.name).toBe('invoicegnp.png');
  });

  it('is served as a download that no browser runs', async () => {
    const { session } = await beAsked();
    const drawing = new File(
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
      "it's (1).svg",
      {
        type: 'image/svg+xml',
      },
    );
    const { body } = await toChat(session, drawing);
    expect(body.mime).toBe('image/svg+xml');
    const { headers } = await fetch(body.url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''it%27s%20%281%29.svg",
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });
});

describe('the URL of a file (file/link-ends)', () => {
  const statusOf = async (url: string) => (await fetch(url)).status;

  it('is valid for 30 days', async () => {
    const { body } = await toForm();
    clock.advance(30 * DAY_MS - 1);
    expect(await statusOf(body.url)).toBe(200);
    clock.advance(1);
    expect(await statusOf(body.url)).toBe(404);
  });

  it('is created for members for ten minutes', async () => {
    const { session, asked } = await beAsked();
    const { body } = await toChat(session);
    const { platform, orgId } = testEnv;
    const member: ServiceContext = {
      ...platform,
      actor: { type: 'user', orgId, userId: orgId, role: 'viewer' },
    };
    const [file] = await listSessionFiles(member, { sessionId: asked.executionId });
    expect(file).toMatchObject({ id: body.file_id, name: 'a.png', mime: 'image/png', size: PNG_BYTES });
    const url = `${target.baseUrl}${file?.path}`;
    expect(await statusOf(url)).toBe(200);
    clock.advance(600_000);
    expect(await statusOf(url)).toBe(404);
  });

  it('without an end, from an earlier build, is valid for 30 days after the upload', async () => {
    const { body } = await toForm();
    const { secrets } = testEnv.platform;
    const payload = Buffer.from(JSON.stringify([target.orgId, channel.id, body.file_id])).toString(
      'base64url',
    );
    const signature = `${payload}.${secrets.sign('chat-file', payload).toString('base64url')}`;
    const old = body.url.replace(/signature=.*/, `signature=${signature}`);
    expect(await statusOf(old)).toBe(200);
    clock.advance(30 * DAY_MS);
    expect(await statusOf(old)).toBe(404);
  });
});

describe('the upload quota (upload/within-quota)', () => {
  it('of one conversation is 50 files in 24 hours, also for concurrent uploads', async () => {
    const { session } = await beAsked();
    const many = await Promise.all(Array.from({ length: 54 }, () => toChat(session)));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(50);
    const refused = many.find(({ status }) => status !== 201);
    expect(refused).toMatchObject({
      status: 422,
      body: { details: { limit: 'uploaded in one conversation within 24 hours, in files', max: 50 } },
    });
    const other = await beAsked();
    expect((await toChat(other.session)).status).toBe(201);
  });
});
