import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRequest } from '../../stress/support/make-request';
import { makeThings, type Things } from '../../stress/support/make-things';
import { type Documented, readRoutes } from '../../stress/support/read-routes';
import { openSession, openVisitor } from '../chat/client';
import { fileFlow } from '../chat/flows';
import { toPng } from '../chat/png-file';
import { makeFlow } from '../support/flows';
import { type OpenTarget, openTarget } from '../support/open-target';
import { ask, requireBody } from '../support/target';
import { CLIENT_SHAPES } from './client-shapes';
import { sendRaw } from './raw-request';

/* Every route that takes a body, as clients of other platforms write their requests, byte for byte. */

const WORDS = 'Grüße\u2028"你好" 😀 \\.';
const FILE_NAMES = ['plan.png', 'my "best" plan (1).png', 'Räte 你好.png'];

let target: OpenTarget;
let things: Things;
let documented: Documented;
let photo: string;

beforeAll(async () => {
  target = await openTarget();
  things = await makeThings(target);
  documented = await readRoutes(target.baseUrl);
  photo = `photo_${crypto.randomUUID().slice(0, 8)}`;
  await makeFlow(target, fileFlow(photo));
});
afterAll(() => target.close());

/** The answer without what differs between two requests. */
const toComparable = (text: string) => text.replace(/"requestId":"[^"]+"/, '');

describe.each(CLIENT_SHAPES.map((shape) => [shape.name, shape] as const))('%s', (_, shape) => {
  it('is understood by every route that takes JSON', async () => {
    const routes = documented.routes.filter(({ body }) => body?.type === 'application/json');
    expect(routes.length).toBeGreaterThan(30);
    for (const route of routes) {
      const { method, path, headers } = makeRequest(route, things, documented.schemas);
      const { 'content-type': _, ...own } = headers;
      // A list is refused by its type everywhere, which needs all of it and changes nothing.
      const body = [WORDS];
      const plain = await fetch(`${target.baseUrl}${path}`, { method, headers, body: JSON.stringify(body) });
      const expected = { status: plain.status, text: toComparable(await plain.text()) };
      expect([400, 422], `${route.name}: ${expected.text}`).toContain(expected.status);
      const { status, text } = await sendRaw(
        target.baseUrl,
        shape.toJson({ method, path, headers: own }, body),
      );
      expect.soft({ status, text: toComparable(text) }, route.name).toEqual(expected);
    }
  });

  it('has its words back from every API', async () => {
    const { ids, credentials } = things;
    const send = async (path: string, headers: Readonly<Record<string, string>>, body: unknown) => {
      const { status, text } = await sendRaw(
        target.baseUrl,
        shape.toJson({ method: 'POST', path, headers }, body),
      );
      expect([200, 201], `${path}: ${text}`).toContain(status);
      return text;
    };
    const messages = [
      { body: WORDS, thread_id: crypto.randomUUID(), sender_id: 'a@example.com', message_id: 'one' },
    ];
    const mail = `/api/v5/orgs/${target.orgId}/unified_messaging/${ids.configId}/messages`;
    const { chat_id: chatId } = JSON.parse(await send(mail, credentials.umi, { messages }));
    const payload = { type: 'text', speech: WORDS };
    const session = `/cgw/process/v1/orgs/${target.orgId}/sessions/${ids.sessionId}`;
    const returned = [
      await send(`${session}/messages`, credentials.headless, { text: WORDS }),
      await send(`/rest/v1/messages/${crypto.randomUUID()}?sync=true`, credentials.flowrest, { payload }),
      await send('/api/public/v1/chat/messages', credentials.chat, {
        text: WORDS,
        intentName: ids.intentName,
      }),
      await send(`/api/v1/orgs/${target.orgId}/flows`, credentials.management, {
        name: WORDS,
        slug: `a${crypto.randomUUID()}`,
      }),
    ];
    for (const text of returned) expect(text).toContain(JSON.stringify(WORDS).slice(1, -1));
    expect(await readText(chatId, 'one')).toBe(WORDS);
  });

  it.each(FILE_NAMES)('uploads the file %s, wherever its key is', async (name) => {
    const { ids } = things;
    // Apache writes a name beyond Latin-1 in the charset that its program chose, UTF-8 here.
    const bytes = Buffer.concat([toPng(), Buffer.from('\r\n--x\n\0\xff\r')]);
    const form = { fields: { publicKey: ids.publicKey ?? '' }, file: { name, type: 'image/png', bytes } };
    const chat = await openPhotoUpload();
    const places: [path: string, headers: Record<string, string>][] = [
      [`/api/public/v1/forms/${ids.codeOrId}/uploads?field=plan`, {}],
      [`/api/public/v1/forms/${ids.codeOrId}/uploads?field=plan&publicKey=${ids.publicKey}`, {}],
      [chat.path, chat.headers],
    ];
    for (const [path, headers] of places) {
      const { status, text } = await sendRaw(
        target.baseUrl,
        shape.toForm({ method: 'POST', path, headers }, form),
      );
      expect(status, `${path}: ${text}`).toBe(201);
      const file = JSON.parse(text) as { url: string; name: string; mime: string; size: number };
      expect(file).toMatchObject({ name, mime: 'image/png', size: bytes.byteLength });
      const { pathname, search } = new URL(file.url);
      const read = await fetch(`${target.baseUrl}${pathname}${search}`);
      expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  it('uploads a large file', async () => {
    const { path, headers } = await openPhotoUpload();
    const bytes = toPng(2_000_000);
    const form = { fields: {}, file: { name: 'plan.png', type: 'image/png', bytes } };
    const { status, text } = await sendRaw(
      target.baseUrl,
      shape.toForm({ method: 'POST', path, headers }, form),
    );
    expect(status, text).toBe(201);
    expect(JSON.parse(text)).toMatchObject({ size: bytes.byteLength });
  });
});

/** The upload of a visitor who is asked for a photo. */
async function openPhotoUpload() {
  const session = await openSession(target, { publicKey: things.ids.publicKey ?? '' });
  await openVisitor(target, session).trigger(photo);
  return {
    path: '/api/public/v1/chat/uploads?field=photo',
    headers: { Authorization: `Bearer ${session.sessionToken}` },
  };
}

/** The text of a message that came through the messaging API, which does not return it. */
async function readText(chatId: string, externalId: string): Promise<string | undefined> {
  const path = `/api/v1/orgs/${target.orgId}/sessions/${chatId}/messages`;
  const { items } = requireBody(
    await ask<{ items: { text: string; externalId: string | null }[] }>(target, 'GET', path),
    200,
  );
  return items.find((line) => line.externalId === externalId)?.text;
}
