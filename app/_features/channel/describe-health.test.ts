import { describe, expect, it } from 'vitest';
import { describeHealth, formatRate, type Health } from './describe-health';

const channel = { enabled: true, webhookUrl: 'https://a.example', webhookDisabledAt: null };
const at = (successRate: number | null): Health => ({
  ...{ channelId: 'c', attempts: 9, p95Ms: 5, lastError: null },
  successRate,
});

describe('describeHealth', () => {
  it.each([
    [{ ...channel, enabled: false }, at(0), 'Paused'],
    [{ ...channel, webhookDisabledAt: '2026-03-20T10:00:00.000Z' }, at(1), 'Endpoint gone'],
    [{ ...channel, webhookUrl: null }, at(null), 'On, no webhook'],
    [channel, undefined, 'On'],
    [channel, at(null), 'On'],
    [channel, at(1), 'Healthy'],
    [channel, at(0.95), 'Some failures'],
    [channel, at(0.5), 'Failing'],
  ])('%# describes the health', (of, health, word) => {
    expect(describeHealth(of, health).word).toBe(word);
  });

  it.each([
    [1, '100%'],
    [0.9999, '99.9%'],
    [0.5, '50%'],
    [0, '0%'],
  ])('formats %d as %s', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });
});
