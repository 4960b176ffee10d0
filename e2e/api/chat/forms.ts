import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { requireBody, type Target } from '../support/target';
import {
  askPublic,
  type Block,
  type ChatError,
  type MadeChannel,
  makeChannel,
  openSession,
  openVisitor,
} from './client';
import { fileFlow, formFlow } from './flows';
import { PNG_BYTES, toPng } from './png-file';

type Submission = {
  submissionId: string;
  executionId: string;
  duplicate: boolean;
  status: string;
  blocks: Block[];
};
type FileRef = { file_id: string; url: string; name: string; mime: string; size: number };

/** Tests forms as pages render and submit them, with their file uploads. */
export function describeForms(target: () => Target): void {
  const code = `quote-${crypto.randomUUID().slice(0, 8)}`;
  let channel: MadeChannel;
  let flowId: string;

  beforeAll(async () => {
    flowId = (await makeFlow(target(), formFlow(code))).id;
    channel = await makeChannel(target(), { widget: { label: 'Forms' } });
  });

  const get = <Body>(path: string, headers: Record<string, string> = {}) =>
    askPublic<Body>(target(), 'GET', path, {
      headers: { 'x-comerix-public-key': channel.publicKey, ...headers },
    });
  const submit = (path: string, body: object) =>
    askPublic<Submission & ChatError>(target(), 'POST', path, {
      body: { publicKey: channel.publicKey, ...body },
    });

  describe('a form', () => {
    it('is read by its code or its flow’s id, without caching', async () => {
      const reply = await get<{ form: object }>(`/forms/${code}`);
      expect(requireBody(reply, 200).form).toEqual({
        id: flowId,
        code,
        title: 'Ask for a quote',
        submit_label: 'Ask',
        fields: [
          { name: 'name', type: 'text', label: 'Your name', required: true },
          { name: 'size', type: 'number', label: 'How many', required: true },
          { name: 'plan', type: 'image_upload', label: 'The plan', required: false, accept: ['image/*'] },
        ],
      });
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect((await get<{ form: object }>(`/forms/${flowId}`)).body).toEqual(reply.body);
      expect(await get('/forms/nothing')).toMatchObject({ status: 404, body: { error: 'form_not_found' } });
    });

    it('has a cacheable schema with an ETag', async () => {
      const reply = await get<{ schema: object }>(`/forms/${code}/schema`);
      expect(reply.headers.get('cache-control')).toBe('private, max-age=60');
      expect(reply.headers.get('x-edge-source')).toBe('origin');
      expect(reply.body.schema).toMatchObject({
        type: 'object',
        properties: {
          name: { maxLength: 50 },
          size: { minimum: 1, maximum: 99 },
          plan: { 'x-upload': 'image_upload' },
        },
        required: ['name', 'size'],
      });
      const tag = reply.headers.get('etag') ?? '';
      const again = await get(`/forms/${code}/schema`, { 'if-none-match': `W/${tag}` });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
      expect((await get(`/forms/${code}/schema`, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it.each(['/submissions', ''])(
      'is submitted to /forms/{code}%s, once per clientSubmissionId',
      async (end) => {
        const values = { name: 'Ada', size: 3 };
        const clientSubmissionId = crypto.randomUUID();
        const first = requireBody(await submit(`/forms/${code}${end}`, { values, clientSubmissionId }), 201);
        expect(first).toMatchObject({
          submissionId: clientSubmissionId,
          status: 'completed',
          duplicate: false,
        });
        expect(first.blocks.map(({ payload }) => payload.text)).toEqual(['Thanks, Ada: 3.']);
        const again = requireBody(await submit(`/forms/${code}${end}`, { values, clientSubmissionId }), 200);
        expect(again).toMatchObject({ executionId: first.executionId, duplicate: true, blocks: [] });
        const other = requireBody(await submit(`/forms/${code}${end}`, { values }), 201);
        expect(other.executionId).not.toBe(first.executionId);
      },
    );

    it('is refused naming the invalid fields', async () => {
      const fieldsOf = async (values: object) => {
        const { details = {}, error } = requireBody(await submit(`/forms/${code}`, { values }), 422);
        expect(error).toBe('validation_failed');
        return (details.fields as { field: string }[]).map(({ field }) => field);
      };
      expect(await fieldsOf({})).toEqual(['values.name', 'values.size']);
      expect(await fieldsOf({ name: 'Ada', size: '3' })).toEqual(['values.size']);
      expect(await fieldsOf({ name: 'Ada', size: 100 })).toEqual(['values.size']);
      expect(await fieldsOf({ name: 'Ada', size: 1, more: 1 })).toEqual(['values.more']);
      expect((await submit(`/forms/${code}`, {})).status).toBe(400);
    });
  });

  describe('an upload', () => {
    const upload = async (
      file: File | null,
      query = `field=plan`,
    ): Promise<{ status: number; body: FileRef & ChatError }> => {
      const form = new FormData();
      if (file) form.set('file', file);
      const url = `${target().baseUrl}/api/public/v1/forms/${code}/uploads?${query}&publicKey=${channel.publicKey}`;
      const response = await fetch(url, { method: 'POST', body: form });
      return { status: response.status, body: await response.json() };
    };
    const png = (size = PNG_BYTES, name = 'pläne/plan ü.png') =>
      new File([toPng(size)], name, { type: 'image/png' });

    it('returns a reference for the form, and a readable URL', async () => {
      const { status, body: plan } = await upload(png());
      expect(status).toBe(201);
      expect(plan).toMatchObject({ name: 'plan ü.png', mime: 'image/png', size: PNG_BYTES });
      const file = await fetch(plan.url);
      expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([...toPng()]);
      expect(file.headers.get('content-disposition')).toContain('attachment');
      const values = { name: 'Ada', size: 3, plan };
      requireBody(await submit(`/forms/${code}`, { values }), 201);
    });

    it('answers a question of a conversation', async () => {
      const intent = `photo_${crypto.randomUUID().slice(0, 8)}`;
      await makeFlow(target(), fileFlow(intent));
      const session = await openSession(target(), channel);
      const visitor = openVisitor(target(), session);
      const send = async (): Promise<Response> => {
        const form = new FormData();
        form.set('file', png());
        const url = `${target().baseUrl}/api/public/v1/chat/uploads?field=photo`;
        const headers = { authorization: `Bearer ${session.sessionToken}` };
        return fetch(url, { method: 'POST', body: form, headers });
      };
      expect((await send()).status).toBe(422);
      const asked = await visitor.trigger(intent);
      expect(asked.expectedInput?.schema.properties.photo).toMatchObject({ 'x-upload': 'image_upload' });
      const photo: unknown = await (await send()).json();
      const answered = await visitor.resume(asked, { photo });
      expect(answered.blocks[0]?.payload.text).toBe(`Got plan ü.png (image/png, ${PNG_BYTES}).`);
    });

    it('is not readable under another URL', async () => {
      const { body: one } = await upload(png());
      const { body: two } = await upload(png());
      const crossed = one.url.replace(one.file_id, two.file_id);
      for (const url of [crossed, one.url.replace(/signature=.*/, ''), `${one.url}x`]) {
        const reply = await fetch(url);
        expect([reply.status, ((await reply.json()) as ChatError).error]).toEqual([404, 'file_not_found']);
      }
    });

    it('is refused when it is too large, of a wrong type, without a file field, or missing', async () => {
      expect(await upload(png(1_001))).toMatchObject({
        status: 413,
        body: { details: { max_bytes: 1_000 } },
      });
      const text = await upload(new File(['x'], 'x.txt', { type: 'text/plain' }));
      expect(text).toMatchObject({ status: 422, body: { error: 'validation_failed' } });
      expect(text.body.message).toContain('image/*');
      expect(await upload(png(), 'field=name')).toMatchObject({
        status: 422,
        body: { error: 'validation_failed' },
      });
      expect(await upload(png(), '')).toMatchObject({ status: 400, body: { error: 'invalid_input' } });
      expect(await upload(null)).toMatchObject({ status: 400, body: { error: 'invalid_input' } });
    });
  });

  describe('a public read', () => {
    it('has an ETag and a source', async () => {
      for (const path of ['/config/widget', '/chat/quick-questions']) {
        const reply = await get(path);
        expect(reply.status).toBe(200);
        expect(reply.headers.get('x-edge-source')).toBe('origin');
        const again = await get(path, { 'if-none-match': reply.headers.get('etag') ?? '' });
        expect(again.status).toBe(304);
      }
      expect((await get('/config/widget')).body).toEqual({ section: 'widget', config: { label: 'Forms' } });
    });
  });
}
