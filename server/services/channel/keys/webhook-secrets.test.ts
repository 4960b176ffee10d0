import { describe, expect, it } from 'vitest';
import { randomIds } from '@/server/gateways/ids';
import { createSecretBox } from '@/server/gateways/secret-box';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { createWebhookSecret, openActiveSecrets, rotateWebhookSecrets } from './webhook-secrets';

const HOUR_MS = 3_600_000;
const clock = createManualClock();
const making = { ids: randomIds, clock, secrets: createSecretBox('a secret of the tests') };
const place = { orgId: 'o', channelId: 'c' };
const live = (kept: unknown, at = clock.now()) => openActiveSecrets(making, { ...place, kept }, at);

describe('webhook secrets', () => {
  it('webhook-secret/shown-once are shown once and stored sealed, for their channel only', () => {
    const { text, secret } = createWebhookSecret(making, place);
    expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(secret)).not.toContain(text.slice(6));
    expect(live([secret])).toEqual([text]);
    expect(() => openActiveSecrets(making, { orgId: 'o', channelId: 'other', kept: [secret] }, 0)).toThrow();
  });

  it('webhook-secret/overlap keep signing for the overlap after a rotation', () => {
    const first = createWebhookSecret(making, place);
    const second = rotateWebhookSecrets(making, place, [first.secret], { overlapMs: HOUR_MS });
    expect(live(second.secrets)).toEqual([second.text, first.text]);
    expect(live(second.secrets, clock.now() + HOUR_MS)).toEqual([second.text]);
    const third = rotateWebhookSecrets(making, place, second.secrets, { overlapMs: 10 * HOUR_MS });
    expect(live(third.secrets)).toEqual([third.text, second.text, first.text]);
    // The first secret keeps its earlier end.
    expect(live(third.secrets, clock.now() + HOUR_MS)).toEqual([third.text, second.text]);
  });

  it('webhook-secret/overlap end at once without an overlap, and are at most four', () => {
    const first = createWebhookSecret(making, place);
    const alone = rotateWebhookSecrets(making, place, [first.secret], { overlapMs: 0 });
    expect(alone.secrets).toHaveLength(1);
    let kept = alone.secrets;
    for (let round = 0; round < 6; round += 1)
      kept = rotateWebhookSecrets(making, place, kept, { overlapMs: HOUR_MS }).secrets;
    expect(live(kept)).toHaveLength(4);
  });
});
