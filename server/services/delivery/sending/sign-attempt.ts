/*
 * The headers of an attempt.
 *
 * delivery/standard-signature: every attempt is signed as Standard Webhooks specifies. `webhook-id` is the delivery's
 *   id in all attempts, `webhook-timestamp` the time of this attempt, and `webhook-signature` has one `v1,` part per
 *   active secret, over id, timestamp and the exact bytes of the body.
 * delivery/standard-headers-win: headers of the event or the kind of channel never replace those.
 */
import { createHmac } from 'node:crypto';
import { VERSION } from '@/server/gateways/version';
import type { SendFacts, WebhookSigner } from './webhook-signer';

/** Builds all headers of an attempt, with names in lower case. */
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
