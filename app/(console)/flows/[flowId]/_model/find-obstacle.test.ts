import { expect, it } from 'vitest';
import { findUntriable } from '../_trial/find-untriable';
import { findObstacle } from './find-obstacle';

const flow = { published: { number: 3 }, draftChanged: true };
const saved = { kind: 'saved' } as const;
const well = { list: [], state: 'checked' } as const;
const problem = { from: 0, to: 1, line: 1, message: '', nodeId: null, path: '' };

it('lets a changed, sound draft pass, with warnings too', () => {
  const warned = { list: [{ ...problem, severity: 'warning' as const }], state: 'checked' as const };
  expect(findObstacle(flow, saved, well)).toBeNull();
  expect(findObstacle(flow, saved, warned)).toBeNull();
  expect(findObstacle({ published: null, draftChanged: true }, { kind: 'unsaved' }, well)).toBeNull();
});

it('says what stands in the way', () => {
  const wrong = { list: [{ ...problem, severity: 'error' as const }], state: 'checked' as const };
  expect(findObstacle(flow, saved, wrong)).toContain('One error');
  expect(findObstacle(flow, saved, { list: [], state: 'broken' })).toContain('JSON');
  expect(findObstacle(flow, { kind: 'conflict', currentRev: 2 }, well)).toContain('conflict');
  expect(findObstacle(flow, { kind: 'failed', mayPass: false, error: { title: '' } }, well)).toContain(
    'saved',
  );
  expect(findObstacle({ ...flow, draftChanged: false }, saved, well)).toContain('same as v3');
});

it('says why a draft cannot be tried, and lets warnings and unsaved text pass', () => {
  const errors = { list: [{ ...problem, severity: 'error' as const }], state: 'checked' as const };
  expect(findUntriable(saved, errors)).toContain('One error');
  expect(findUntriable(saved, { list: [], state: 'broken' })).toContain('JSON');
  expect(findUntriable({ kind: 'conflict', currentRev: 2 }, well)).toContain('conflict');
  expect(findUntriable({ kind: 'failed', mayPass: false, error: { title: '' } }, well)).toContain(
    'not be saved',
  );
  expect(findUntriable({ kind: 'unsaved' }, well)).toBeNull();
});
