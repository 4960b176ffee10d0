import { describe, expect, it } from 'vitest';
import { toCreatedId } from '@/server/services/idempotency/create-once';
import { deriveUuid } from './derive-uuid';

const SESSION = '0192f3a4-5b6c-7d8e-9f01-23456789abcd';
const ORG = '0192f3a4-0000-7000-8000-00000000f10a';

// These ids are stored, so none of them may ever change.
describe('a derived UUID', () => {
  it('of a handover’s message keeps its digits', () => {
    expect(deriveUuid(`${SESSION}/handover/7`)).toBe('3f06e870-20be-8eeb-846e-a3a7dce4e045');
  });

  it('of a replayed delivery has the variant digit a', () => {
    expect(deriveUuid(`${SESSION}:7:2`, { variant: 'a' })).toBe('5f647110-4934-8273-a35c-439de31531a9');
  });

  it('of a session that an event starts begins with the time of the event', () => {
    const id = deriveUuid(`${SESSION}:${ORG}`, { time: '0192f3a45b6c' });
    expect(id).toBe('0192f3a4-5b6c-8c41-8b67-cebf970b5d56');
  });

  it('of what a retried request creates is of version 7', () => {
    const begunAt = new Date('2026-01-02T03:04:05.678Z');
    const id = '019b7ca9-8f2e-753f-8d8a-4749ec6b16e9';
    expect(toCreatedId({ orgId: ORG, key: 'order-1', begunAt })).toBe(id);
    expect(deriveUuid(`${ORG} 019b7ca98f2e order-1`, { version: 7, time: '019b7ca98f2e' })).toBe(id);
  });

  it('of a test version takes the free bits of its variant from the hash', () => {
    const contents = JSON.stringify({ startNodeId: 'a', nodes: [] });
    expect(deriveUuid(contents, { variant: 'hash' })).toBe('138858d0-d146-89e0-bbbf-5592380db669');
  });
});
