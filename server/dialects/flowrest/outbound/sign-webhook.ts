import { createHmac } from 'node:crypto';
import type { WebhookSigner } from '@/server/services/delivery/sending/webhook-signer';

/** The JWT that the vendor's receivers check (WIRE.md#webhooks). Its claims, delivery id and time, are our choice. */
export const signFlowrestWebhook: WebhookSigner = ({
  deliveryId,
  secrets: [secret],
  at,
}): Record<string, string> => {
  if (secret === undefined) return {};
  const claims = { jti: deliveryId, iat: Math.floor(at.getTime() / 1_000) };
  const content = `${toPart({ alg: 'HS256', typ: 'JWT' })}.${toPart(claims)}`;
  const signature = createHmac('sha256', secret).update(content).digest('base64url');
  return { 'x-access-token': `${content}.${signature}` };
};

function toPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
