import { describe, expect, test } from 'vitest';
import { validateFlow } from '@/server/engine/validate';
import airline from './airline.flow.json';
import echo from './echo.flow.json';
import intake from './intake.flow.json';
import orders from './orders.flow.json';

describe('the demo flows', () => {
  test.each([airline, echo, intake, orders])('$slug has no problem, not even a warning', ({ definition }) => {
    expect(validateFlow(definition, { flows: [] }).problems).toEqual([]);
  });

  test('use most node kinds', () => {
    const kinds = [airline, echo, intake, orders].flatMap(({ definition }) =>
      definition.nodes.map(({ kind }) => kind),
    );
    expect([...new Set(kinds)].sort()).toEqual([
      'condition',
      'each',
      'emit',
      'end',
      'http',
      'message',
      'question',
      'set',
      'split',
      'suggest',
      'transfer',
      'wait',
    ]);
  });
});
