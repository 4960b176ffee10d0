import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/server/engine/json';
import { runDraftTest, runDraftTests } from './run-draft-tests';

const saying = (text: string, calls?: string): JsonObject => ({
  format: 1,
  start: calls ? 'call' : 'say',
  nodes: [
    ...(calls !== undefined ? [{ id: 'call', kind: 'subflow', flow: calls, exits: { next: 'say' } }] : []),
    { id: 'say', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'end' } },
    { id: 'end', kind: 'end' },
  ],
});
const NO_CALLS = { flows: {}, links: {} };
const toText = (draft: object) => JSON.stringify(draft);
const expecting = (...messages: string[]) => ({ name: 'says', start: { expect: { messages } } });

describe('runDraftTests', () => {
  it('tells of each test why it fails, and which exits they take', () => {
    const tests = [expecting('Hi'), expecting('Bye'), { name: 'x', steps: [{ type: 'say' }] }, {}];
    const report = runDraftTests({ text: toText(saying('Hi')), called: NO_CALLS, tests });
    if (!report.ok) throw new Error(report.reason);
    expect(report.results.map(({ failure }) => failure?.message)).toEqual([
      undefined,
      'Start: expected the message "Bye", but "Hi" came.',
      expect.stringMatching(/^Step 1: text /),
      expect.stringMatching(/^The test: name /),
    ]);
    expect(report.coverage.exits).toEqual({ covered: 1, total: 1 });
  });

  it('runs the published versions of called flows', () => {
    const version = { slug: 'other', version: 1, definition: saying('from the other'), links: {} };
    const called = { flows: { v1: version }, links: { other: 'v1' } };
    const text = toText(saying('own', 'other'));
    const report = runDraftTests({ text, called, tests: [expecting('from the other', 'own')] });
    if (!report.ok) throw new Error(report.reason);
    expect(report.results).toEqual([{ failure: null }]);
    expect(report.coverage.byNode.map(({ node }) => node)).toContain('other/say');
  });

  it('says why nothing runs', () => {
    expect(runDraftTests({ text: '{', called: NO_CALLS, tests: [] }).ok).toBe(false);
    expect(runDraftTests({ text: '{}', called: NO_CALLS, tests: [] }).ok).toBe(false);
  });
});

describe('runDraftTest', () => {
  it('returns what the flow did and its path, up to the step that fails', () => {
    const conduct = runDraftTest({ text: toText(saying('Hi')), called: NO_CALLS, test: expecting('Bye') });
    if (!conduct.ok) throw new Error(conduct.reason);
    expect(conduct.observed).toMatchObject([{ messages: ['Hi'] }]);
    expect(conduct.trace.map(({ nodeId }) => nodeId)).toEqual(['say', 'end']);
    expect(conduct.failures).toMatchObject([{ at: 'start', diff: ['- Bye', '+ Hi'] }]);
  });
});
