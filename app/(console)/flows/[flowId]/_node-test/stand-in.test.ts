import { describe, expect, it } from 'vitest';
import { keepStandIn, toStandIn } from './stand-in';

const response = { status: 404, headers: { date: 'now' }, body: { error: 'gone' } };
const standIn = { type: 'response' as const, status: 404, headers: {}, body: { error: 'gone' } };

describe('toStandIn', () => {
  it('keeps status and body of a response', () => {
    expect(toStandIn({ durationMs: 1, response, error: null })).toEqual(standIn);
  });

  it('keeps a failure to reach the service, and nothing else', () => {
    const failed = (code: string) => ({
      durationMs: 1,
      response: null,
      error: { code, message: 'It failed.' },
    });
    expect(toStandIn(failed('timeout'))).toEqual({ type: 'error', code: 'timeout', message: 'It failed.' });
    expect(toStandIn(failed('unknown_secret'))).toBeNull();
  });
});

describe('keepStandIn', () => {
  const tests = [{ name: 'A', answers: { other: [standIn], call: [standIn, standIn] } }, { name: 'B' }];

  it('replaces the answers of the node in a test', () => {
    expect(keepStandIn(tests, 'call', standIn, 'A')).toEqual([
      { name: 'A', answers: { other: [standIn], call: [standIn] } },
      { name: 'B' },
    ]);
  });

  it('makes a test of its own', () => {
    const made = { name: 'New test', steps: [], answers: { call: [standIn] } };
    expect(keepStandIn(tests, 'call', standIn, null)).toEqual([...tests, made]);
  });
});
