import { describe, expect, it } from 'vitest';
import { sortIssues } from './problems';

const shows =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name);
const issue = (path: (string | number)[], message = 'M.') => ({ path, message });

describe('sortIssues', () => {
  it('puts an issue at the field that its path names', () => {
    const { byField, others } = sortIssues([issue(['email'], 'Taken.')], shows('email', 'password'));
    expect([...byField]).toEqual([['email', 'Taken.']]);
    expect(others).toEqual([]);
  });

  it('puts an issue inside a value at the closest field around it', () => {
    const issues = [issue(['settings', 'segments', 0, 'id']), issue(['settings', 'allowedOrigins', 1])];
    const isField = shows('settings.segments.0.id', 'settings.allowedOrigins');
    expect([...sortIssues(issues, isField).byField.keys()]).toEqual([
      'settings.segments.0.id',
      'settings.allowedOrigins',
    ]);
  });

  it('keeps the first issue of a field', () => {
    const issues = [issue(['name'], 'First.'), issue(['name'], 'Second.')];
    expect(sortIssues(issues, shows('name')).byField.get('name')).toBe('First.');
  });

  it('returns the issues that no field shows', () => {
    const hidden = issue(['code']);
    const general = issue([]);
    const { byField, others } = sortIssues([hidden, issue(['password']), general], shows('password'));
    expect([...byField.keys()]).toEqual(['password']);
    expect(others).toEqual([hidden, general]);
  });
});
