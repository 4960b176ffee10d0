import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { orderFlow } from '@/e2e/api/chat/flows';
import { type DirectMount, makeKey, openDirectMount } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import type { Target } from '@/e2e/api/support/target';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';

let testEnv: TestEnv;
let mount: DirectMount;
let target: Target;

beforeAll(async () => {
  testEnv = await openTestEnv();
  mount = await openDirectMount(testEnv.platform);
  target = {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
  };
});
afterAll(async () => {
  await mount.close();
  await testEnv.close();
});

type Stored = { event: string; body: string; headers: Record<string, string> };

describe('the webhook of a chat channel', () => {
  it('is called for every turn, with the vendor’s headers', async () => {
    await makeFlow(target, orderFlow('hooked'));
    const webhookUrl = 'http://127.0.0.1:9/hook';
    const channel = await makeChannel(target, {}, { webhookUrl });
    const visitor = openVisitor(target, await openSession(target, channel));
    const first = await visitor.trigger('hooked');
    const second = await visitor.resume(first, { order_no: 'A-123' });
    const { rows } = await testEnv.platform.db.pool.query<Stored>(
      'SELECT event, body, headers FROM deliveries WHERE channel_id = $1 ORDER BY no',
      [channel.id],
    );
    const bodies = rows.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ execution }) => execution.status)).toEqual(['waiting_input', 'waiting_input']);
    expect(bodies.map(({ execution }) => execution.blocks)).toEqual([first.blocks, second.blocks]);
    expect(bodies[0]).toEqual({
      event: 'chat.execution.updated',
      widget_key_id: channel.id,
      occurred_at: expect.stringMatching(/Z$/),
      tenant_id: testEnv.orgId,
      conversation_id: first.conversationId,
      execution: {
        execution_id: first.executionId,
        flow_id: expect.any(String),
        status: 'waiting_input',
        previous_status: null,
        blocks: first.blocks,
        wait_expires_at: first.waitExpiresAt,
        finished_at: null,
      },
    });
    expect(rows[0]?.headers['X-Comerix-Event']).toBe('chat.execution.updated');
    const ids = rows.map(({ headers }) => headers['X-Comerix-Event-Id']);
    expect(new Set(ids).size).toBe(2);
    expect(rows.map(({ body }) => body.includes(first.waitToken ?? '?'))).toEqual([false, false]);
  });
});
