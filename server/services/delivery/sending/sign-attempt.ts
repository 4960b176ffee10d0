/*
 * The headers of an attempt.
 *
 * D3 Every attempt is signed after the Standard Webhooks specification: `webhook-id` is the delivery's id and the same in
 *    every attempt, `webhook-timestamp` the time of this one, and `webhook-signature` has one `v1,` part for each secret
 *    that is good now, over id, timestamp and the very bytes of the body.
 * D4 What the event or the kind of channel adds never replaces those.
 */
import { createHmac } from 'node:crypto';
import { VERSION } from '@/server/gateways/version';
import type { SendFacts, WebhookSigner } from './webhook-signer';

/** Makes all headers of an attempt, their names in lower case. */
export function signAttempt(
  facts: SendFacts,
  { sign, stored }: { sign: WebhookSigner; stored: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': `Parley/${VERSION}`,
    ...sign(facts),
    ...toLowerCase(stored),
    ...toStandardHeaders(facts),
  };
}

function toLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function toStandardHeaders({ deliveryId, body, secrets, at }: SendFacts): Record<string, string> {
  const timestamp = `${Math.floor(at.getTime() / 1_000)}`;
  const content = `${deliveryId}.${timestamp}.${body}`;
  const signatures = secrets.map((secret) => `v1,${signContent(secret, content)}`);
  return {
    'webhook-id': deliveryId,
    'webhook-timestamp': timestamp,
    ...(signatures.length > 0 && { 'webhook-signature': signatures.join(' ') }),
  };
}

function signContent(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(content).digest('base64');
}
