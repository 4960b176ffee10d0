import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signFlowrestWebhook } from './sign-webhook';

const facts = { deliveryId: 'd1', event: 'message', body: '{}', at: new Date(5_000) };
const toData = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

describe('the headers of flowrest’s webhooks', () => {
  it('have a token that the vendor’s receivers can verify', () => {
    const token =
      signFlowrestWebhook({ ...facts, secrets: ['whsec_new', 'whsec_old'] })['x-access-token'] ?? '';
    const [header, claims, signature] = token.split('.');
    expect(toData(header)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(toData(claims)).toEqual({ jti: 'd1', iat: 5 });
    expect(signature).toBe(
      createHmac('sha256', 'whsec_new').update(`${header}.${claims}`).digest('base64url'),
    );
  });

  it('have no token without a secret', () => {
    expect(signFlowrestWebhook({ ...facts, secrets: [] })).toEqual({});
  });
});
