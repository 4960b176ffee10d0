import { beforeAll, describe, expect, it } from 'vitest';
import { makeFlow } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { type Block, type ChatError, makeChannel, openSession, openVisitor } from './client';
import { orderFlow } from './flows';

type Execution = {
  execution_id: string;
  status: string;
  blocks: Block[];
  conversation_id: string;
  expected_input: { schema: object } | null;
  metadata: { wait_token: string | null };
  token_usage: object | null;
};

/** Tests the Engine API, which servers call. */
export function describeEngine(target: () => Target): void {
  const intent = `engine_${crypto.randomUUID().slice(0, 8)}`;

  beforeAll(async () => {
    await makeFlow(target(), orderFlow(intent));
    await makeChannel(target());
  });

  const call = <Body = Execution>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    key: string | null = target().apiKey,
  ) => ask<Body>(target(), method, `/api/v1/engine${path}`, { body, headers, key });
  const trigger = (more: object = {}, headers = {}) =>
    call('POST', '/triggers/chat', { tenant_id: target().orgId, intent_name: intent, ...more }, headers);
  const resume = (id: string, more: object, headers = {}) =>
    call<Execution & ChatError>(
      'POST',
      `/executions/${id}/resume`,
      { tenant_id: target().orgId, ...more },
      headers,
    );

  describe('an execution started by a server', () => {
    it('has the envelope of this API, and is resumed by its wait token', async () => {
      const first = requireBody(await trigger({ conversation_id: null, context: { page: '/x' } }), 200);
      expect(Object.keys(first)).toEqual([
        'execution_id',
        'status',
        'blocks',
        'conversation_id',
        'expected_input',
        'metadata',
        'token_usage',
      ]);
      expect(first).toMatchObject({
        status: 'waiting_input',
        expected_input: { schema: { required: ['order_no'] } },
        metadata: { wait_token: expect.any(String) },
        token_usage: null,
      });
      const { wait_token } = first.metadata;
      const wrong = await resume(first.execution_id, { wait_token, input: { values: { order_no: 'A' } } });
      expect(wrong).toMatchObject({ status: 422, body: { error: 'invalid_input' } });
      const input = { values: { order_no: 'A-1' } };
      const second = requireBody(
        await resume(first.execution_id, { wait_token, input, context: { page: 2 } }),
        200,
      );
      expect(second).toMatchObject({ status: 'waiting_input', conversation_id: first.conversation_id });
      const used = await resume(first.execution_id, { wait_token, input });
      expect(used).toMatchObject({ status: 409, body: { error: 'invalid_wait_token' } });
    });

    it('can join the conversation of a page', async () => {
      const channel = await makeChannel(target());
      const session = await openSession(target(), channel);
      const started = requireBody(
        await trigger({ conversation_id: session.conversationId, text: 'From us' }),
        200,
      );
      expect(started.conversation_id).toBe(session.conversationId);
      const read = await openVisitor(target(), session).read(started.execution_id);
      expect(read.blocks[0]?.payload.text).toContain('**From us**');
      const unknown = await trigger({ conversation_id: crypto.randomUUID() });
      expect(unknown).toMatchObject({ status: 404, body: { error: 'conversation_not_found' } });
    });

    it('is started once under an Idempotency-Key', async () => {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const first = await trigger({}, headers);
      const again = await trigger({}, headers);
      expect(again.text).toBe(first.text);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      const other = await trigger({ context: { other: true } }, headers);
      expect(other).toMatchObject({ status: 409, body: { error: 'idempotency_conflict' } });
    });
  });

  describe('a domain event', () => {
    it('is accepted', async () => {
      const body = { tenant_id: target().orgId, name: 'order.shipped', payload: { id: 7 } };
      expect(await call('POST', '/events', body)).toMatchObject({ status: 202, body: { accepted: true } });
      expect(await call('POST', '/events', { ...body, name: '' })).toMatchObject({ status: 422 });
    });
  });

  describe('the catalogue', () => {
    it('lists the published intents, with a tag', async () => {
      const reply = await call<{ intents: { name: string }[] }>('GET', '/intents');
      expect(reply.body.intents.find(({ name }) => name === intent)).toMatchObject({
        display_label: 'Track an order',
      });
      const tag = reply.headers.get('etag') ?? '';
      expect((await call('GET', '/intents', undefined, { 'if-none-match': tag })).status).toBe(304);
    });
  });

  describe('a refusal', () => {
    it('has the error body of this API', async () => {
      const failed = async (status: number, error: string, ...asked: Parameters<typeof call>) =>
        expect(await call<ChatError>(...asked)).toMatchObject({
          status,
          body: { error, message: expect.any(String) },
        });
      const path = '/triggers/chat';
      const body = { tenant_id: target().orgId, intent_name: intent };
      await failed(401, 'invalid_token', 'POST', path, body, {}, null);
      await failed(401, 'invalid_token', 'POST', path, body, {}, 'x');
      await failed(403, 'forbidden', 'POST', path, { ...body, tenant_id: crypto.randomUUID() });
      await failed(400, 'invalid_input', 'POST', path, { tenant_id: target().orgId });
      await failed(400, 'invalid_input', 'POST', path, { intent_name: intent });
      await failed(400, 'invalid_input', 'POST', path, '{');
      await failed(422, 'invalid_input', 'POST', path, { ...body, tenant_id: 'x' });
      await failed(422, 'invalid_input', 'POST', path, { ...body, variables: { A: 1 } });
      await failed(404, 'intent_not_matched', 'POST', path, { ...body, intent_name: 'nobody' });
      await failed(404, 'not_found', 'GET', '/nothing');
      await failed(405, 'method_not_allowed', 'GET', path);
      expect(await resume(crypto.randomUUID(), { wait_token: 'x', input: {} })).toMatchObject({
        status: 404,
        body: { error: 'execution_not_found' },
      });
    });
  });
}
