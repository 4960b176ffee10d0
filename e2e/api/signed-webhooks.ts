import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { openSession, openVisitor } from './chat/client';
import { orderFlow } from './chat/flows';
import { openFlowrest } from './flowrest/client';
import { makeFlow } from './support/flows';
import { makeChannel, makeChannelKey, makeRoom } from './support/make-channel';
import { openSignedReceiver, type SignedReceiver } from './support/signed-receiver';
import { requireBody, type Target } from './support/target';
import { messageOf, openUmi } from './umi/client';

/** Verifies the webhooks of every channel kind with the reference verifier and as the vendors document it. */
export function describeSignedWebhooks(target: () => Target): void {
  let receiver: SignedReceiver;
  beforeAll(async () => {
    receiver = await openSignedReceiver();
  });
  afterAll(() => receiver.close());

  /** Returns the webhook that `cause` triggers on a new channel, with the channel's secret. */
  const receive = async (body: object, cause: (channel: Made) => Promise<unknown>) => {
    receiver.received.length = 0;
    const { channel, webhookSecret } = await makeChannel(target(), { ...body, webhookUrl: receiver.url });
    await cause(channel);
    const secret = webhookSecret ?? '';
    const [webhook] = await receiver.verified<Record<string, unknown>>(1, secret);
    const [request] = receiver.received;
    if (!webhook || !request) throw new Error('nothing came');
    return { webhook, request, secret, headers: request.headers };
  };

  describe('a webhook', () => {
    it('of chat has the standard signature and the vendor’s', async () => {
      const intent = `order_${crypto.randomUUID().slice(0, 8)}`;
      await makeFlow(target(), orderFlow(intent));
      const { webhook, request, headers, secret } = await receive({ kind: 'chat' }, async ({ publicKey }) => {
        const session = await openSession(target(), { publicKey: publicKey ?? '' });
        await openVisitor(target(), session).trigger(intent);
      });
      expect(webhook).toMatchObject({ event: 'chat.execution.updated', tenant_id: target().orgId });
      expect(headers).toMatchObject({
        'x-comerix-event': webhook.event,
        'x-comerix-delivery': headers['webhook-id'],
        'x-comerix-signature': `sha256=${createHmac('sha256', secret).update(request.body).digest('hex')}`,
      });
    });

    it('of flowrest has the standard signature and the vendor’s token', async () => {
      const { id: flowId } = await makeFlow(target(), ECHO);
      const { webhook, headers, secret } = await receive({ kind: 'flowrest', flowId }, async ({ id }) => {
        const api = openFlowrest(target(), { apiKey: await makeChannelKey(target(), id) });
        const payload = { type: 'text', speech: 'hello', originator: { name: 'Jane', role: 'external' } };
        requireBody(await api.post('a|b', payload), 200);
      });
      expect(webhook).toMatchObject({ type: 'message', threadId: 'a|b', status: 'ok' });
      const [head, claims, signature] = String(headers['x-access-token']).split('.');
      expect(signature).toBe(createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'));
    });

    it('of umi has the standard signature', async () => {
      const { id: flowId } = await makeFlow(target(), ECHO);
      const roomId = await makeRoom(target(), { mode: 'flow', flowId });
      const { webhook, request, headers, secret } = await receive(
        { kind: 'umi', label: 'email', roomId },
        async ({ id }) =>
          requireBody(await openUmi(target()).send(id, { messages: [messageOf('Hello', 'ticket-1')] }), 201),
      );
      expect(webhook).toMatchObject({ event_type: 'message_created', thread_id: 'ticket-1' });
      const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      expect(() => new Webhook(secret).verify(`${request.body} `, plain)).toThrow();
    });
  });
}

type Made = { id: string; publicKey: string | null };
