import { createHmac } from 'node:crypto';
import type { WebhookSigner } from '@/server/services/delivery/sending/webhook-signer';

/**
 * The vendor's own headers (wire/chat 1.9). Its signature is over the body; that the whole text of the secret is the
 * key, and the newest secret signs while two are good, is inferred.
 */
export const signChatWebhook: WebhookSigner = ({ deliveryId, event, body, secrets: [secret] }) => ({
  'user-agent': 'Comerix-Flow-Webhook/1.0',
  'x-comerix-event': event,
  'x-comerix-event-id': deliveryId,
  'x-comerix-delivery': deliveryId,
  ...(secret !== undefined && {
    'x-comerix-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
});
