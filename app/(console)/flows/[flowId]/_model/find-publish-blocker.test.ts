import { expect, it } from 'vitest';
import { findTestBlocker } from '../_try-it/_model/find-test-blocker';
import { findPublishBlocker } from './find-publish-blocker';

const flow = { published: { number: 3 }, draftChanged: true };
const saved = { kind: 'saved' } as const;
const well = { list: [], state: 'checked' } as const;
const problem = { from: 0, to: 1, line: 1, message: '', nodeId: null, path: '' };

it('allows a changed, valid draft, also with warnings', () => {
  const warned = { list: [{ ...problem, severity: 'warning' as const }], state: 'checked' as const };
  expect(findPublishBlocker(flow, saved, well)).toBeNull();
  expect(findPublishBlocker(flow, saved, warned)).toBeNull();
  expect(findPublishBlocker({ published: null, draftChanged: true }, { kind: 'unsaved' }, well)).toBeNull();
});

it('says why a draft cannot be published', () => {
  const wrong = { list: [{ ...problem, severity: 'error' as const }], state: 'checked' as const };
  expect(findPublishBlocker(flow, saved, wrong)).toBe('Fix 1 error to publish.');
  expect(findPublishBlocker(flow, saved, { list: [], state: 'broken' })).toContain('JSON');
  expect(findPublishBlocker(flow, { kind: 'conflict', currentRev: 2 }, well)).toContain('conflict');
  expect(findPublishBlocker(flow, { kind: 'failed', mayPass: false, error: { title: '' } }, well)).toContain(
    'saved',
  );
  expect(findPublishBlocker({ ...flow, draftChanged: false }, saved, well)).toContain('same as v3');
});

it('says why a draft cannot be tested, and allows warnings and unsaved text', () => {
  const errors = { list: [{ ...problem, severity: 'error' as const }], state: 'checked' as const };
  expect(findTestBlocker(saved, errors)).toBe('Fix 1 error to start a test session.');
  expect(findTestBlocker(saved, { list: [], state: 'broken' })).toContain('JSON');
  expect(findTestBlocker({ kind: 'conflict', currentRev: 2 }, well)).toContain('conflict');
  expect(findTestBlocker({ kind: 'failed', mayPass: false, error: { title: '' } }, well)).toContain(
    'not be saved',
  );
  expect(findTestBlocker({ kind: 'unsaved' }, well)).toBeNull();
});

it('leaves what publishing others along solves', () => {
  const waiting = { ...problem, severity: 'error' as const, code: 'unpublished_flow' };
  const listed = { list: [waiting], state: 'checked' as const };
  expect(findPublishBlocker(flow, saved, listed)).toBe('Fix 1 error to publish.');
  expect(findPublishBlocker(flow, saved, listed, true)).toBeNull();
  expect(
    findPublishBlocker(flow, saved, { ...listed, list: [waiting, { ...waiting, code: 'shape' }] }, true),
  ).toBe('Fix 1 error to publish.');
  expect(findPublishBlocker({ ...flow, draftChanged: false }, saved, well, true)).toBeNull();
});
