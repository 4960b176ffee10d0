import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signChatWebhook } from './sign-webhook';

const facts = { deliveryId: 'd1', event: 'chat.execution.updated', body: '{"a":1}', at: new Date(0) };

describe('the headers of chat’s webhooks', () => {
  it('are the vendor’s, signed with the newest secret over the body', () => {
    const signature = createHmac('sha256', 'whsec_new').update('{"a":1}').digest('hex');
    expect(signChatWebhook({ ...facts, secrets: ['whsec_new', 'whsec_old'] })).toEqual({
      'user-agent': 'Comerix-Flow-Webhook/1.0',
      'x-comerix-event': 'chat.execution.updated',
      'x-comerix-event-id': 'd1',
      'x-comerix-delivery': 'd1',
      'x-comerix-signature': `sha256=${signature}`,
    });
  });

  it('have no signature without a secret', () => {
    expect(signChatWebhook({ ...facts, secrets: [] })).not.toHaveProperty('x-comerix-signature');
  });
});
