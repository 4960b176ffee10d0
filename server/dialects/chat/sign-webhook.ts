import { createHmac } from 'node:crypto';
import type { WebhookSigner } from '@/server/services/delivery/sending/webhook-signer';

/** The vendor's headers (WIRE.md#webhooks). While two secrets are active, the newest one signs. */
export const signChatWebhook: WebhookSigner = ({ deliveryId, event, body, secrets: [secret] }) => ({
  'user-agent': 'Comerix-Flow-Webhook/1.0',
  'x-comerix-event': event,
  'x-comerix-event-id': deliveryId,
  'x-comerix-delivery': deliveryId,
  ...(secret !== undefined && {
    'x-comerix-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
});
