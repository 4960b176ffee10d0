import { describe, expect, it } from 'vitest';
import { describeParting, explainStop, nameForkVersion } from './fork-words';

describe('the words about a fork', () => {
  it('name its version', () => {
    expect(nameForkVersion({ version: null })).toBe('the draft');
    expect(nameForkVersion({ version: 3 })).toBe('version 3');
  });

  it('name where it parts, also where one of both has nothing there', () => {
    const next = { turn: 2, node: 'greet' };
    expect(describeParting({ parting: null })).toBeNull();
    expect(describeParting({ parting: { difference: 'words', past: null, next } })).toBe(
      'It says something else in turn 2, at greet.',
    );
    expect(
      describeParting({ parting: { difference: 'output', past: { turn: 4, node: '' }, next: null } }),
    ).toBe('It ends otherwise in turn 4.');
    expect(describeParting({ parting: { difference: 'calls', past: null, next: null } })).toBe(
      'It calls something else.',
    );
  });

  it('say why it cannot be', () => {
    const call = {
      reason: 'needs_answer',
      turn: 2,
      node: 'look',
      method: 'GET',
      url: 'https://a.test/',
    } as const;
    expect(explainStop(call).advice).toBe(
      'GET https://a.test/, after turn 2. Enter the answer that it gets.',
    );
    expect(explainStop({ reason: 'finished', turn: 3, status: 'completed', failure: null }).title).toBe(
      'The conversation is over after turn 3.',
    );
    expect(explainStop({ reason: 'finished', turn: 3, status: 'failed', failure: 'No.' }).advice).toBe('No.');
    expect(explainStop({ reason: 'too_long', turn: 206 }).advice).toContain('206 turns');
    expect(explainStop({ reason: 'differs', turn: 1 }).title).toContain('Turn 1');
  });
});
