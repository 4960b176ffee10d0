import { describe, expect, test } from 'vitest';
import feedback from '@/app/(console)/flows/_examples/feedback.json';
import greeting from '@/app/(console)/flows/_examples/greeting.json';
import support from '@/app/(console)/flows/_examples/support.json';
import airline from '@/prisma/seed/airline.flow.json';
import echo from '@/prisma/seed/echo.flow.json';
import intake from '@/prisma/seed/intake.flow.json';
import orders from '@/prisma/seed/orders.flow.json';
import { flowDefinition } from '../definition';
import type { TestedFlow } from '../flow-test/run-tests';
import { compileProgram } from '../program';
import { fuzz } from './fixtures/fuzz-flow';

function load(definition: unknown): TestedFlow {
  const parsed = flowDefinition.parse(definition);
  return { program: compileProgram(parsed, new Map()), flows: { '': parsed } };
}

const FLOWS: [string, unknown][] = [
  ...[airline, echo, intake, orders].map(({ slug, definition }): [string, unknown] => [slug, definition]),
  ['feedback', feedback],
  ['greeting', greeting],
  ['support', support],
];

describe('the flows of the demo and the examples', () => {
  test.each(FLOWS)(
    '%s: people take every exit and find nothing wrong',
    (_, definition) => {
      const { coverage, findings, unreached } = fuzz(load(definition), { people: 1_000, seed: 'pinned' });
      expect(findings.map(({ message }) => message)).toEqual([]);
      expect(unreached).toEqual([]);
      expect(coverage.exits.covered).toBe(coverage.exits.total);
    },
    120_000,
  );

  test('5,000 people take less than 10 seconds of a processor', () => {
    const before = process.cpuUsage();
    const { people, isComplete } = fuzz(load(airline.definition), { people: 5_000, seed: 'pinned' });
    const { user, system } = process.cpuUsage(before);
    expect({ people, isComplete }).toEqual({ people: 5_000, isComplete: true });
    expect((user + system) / 1_000_000).toBeLessThan(10);
  }, 60_000);
});
