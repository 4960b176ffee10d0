import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { VERSION } from '@/server/gateways/version';
import { signAttempt } from './sign-attempt';

const facts = { deliveryId: 'd1', event: 'e', body: '{}', secrets: ['whsec_AAAA'], at: new Date(5_999) };

describe('signAttempt', () => {
  it('adds headers of the kind and the event, but never replaces standard ones (delivery/standard-headers-win)', () => {
    const mine = { 'webhook-id': 'mine', 'webhook-signature': 'mine', 'webhook-timestamp': 'mine' };
    const headers = signAttempt(facts, {
      sign: () => ({ 'user-agent': 'Kind', 'x-kind': '1', ...mine }),
      stored: { 'X-Kind': '2', 'X-Event': '3', 'Webhook-Id': 'mine' },
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Kind',
      'x-kind': '2',
      'x-event': '3',
      'webhook-id': 'd1',
      'webhook-timestamp': '5',
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    });
  });

  it('names the product, and has one signature of every secret over id, time and body (delivery/standard-signature)', () => {
    const secrets = ['whsec_AAAA', 'whsec_BBBB'];
    const headers = signAttempt({ ...facts, secrets }, { sign: () => ({}), stored: {} });
    const signatures = secrets.map((secret) => new Webhook(secret).sign('d1', new Date(5_000), '{}'));
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': `Parley/${VERSION}`,
      'webhook-id': 'd1',
      'webhook-timestamp': '5',
      'webhook-signature': signatures.join(' '),
    });
  });

  it('signs nothing without a secret (delivery/standard-signature)', () => {
    const headers = signAttempt({ ...facts, secrets: [] }, { sign: () => ({}), stored: {} });
    expect(headers).not.toHaveProperty('webhook-signature');
  });
});
