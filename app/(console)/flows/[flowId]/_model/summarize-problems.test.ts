import { expect, it } from 'vitest';
import { summarizeProblems } from './summarize-problems';

const problem = (severity: 'error' | 'warning') => ({
  severity,
  message: '',
  nodeId: null,
  path: '',
  from: 0,
  to: 1,
  line: 1,
});

it.each([
  [['error'], 'checked', '1 error'],
  [['error', 'error', 'warning'], 'checking', '2 errors, 1 warning'],
  [['warning', 'warning'], 'checked', '2 warnings'],
  [['error'], 'broken', 'Invalid JSON. The flow is checked once it is valid'],
  [[], 'checking', 'Checking'],
  [[], 'checked', 'No problems. This flow can be published'],
  [[], 'failed', ''],
] as const)('summarizes %j while %s', (severities, state, words) => {
  expect(summarizeProblems({ list: severities.map(problem), state })).toBe(words);
});
