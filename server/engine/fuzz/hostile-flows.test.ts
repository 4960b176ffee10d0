import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { fuzz, namesOf } from './fixtures/fuzz-flow';
import { ask, end, say, text } from './fixtures/small-nodes';

describe('flows that nobody should write', () => {
  const question = (index: number): NodeInput =>
    ask(`q${index}`, `q${index + 1}`, {
      retries: { max: 0 },
      exits: { next: `q${index + 1}`, invalid: 'end' },
    });

  it('fuzz/bounded: plays one of 2,000 nodes in bounded time', () => {
    const nodes = [
      ...Array.from({ length: 1_998 }, (_, index) => question(index)),
      say('q1998', 'Done', 'end'),
      end(),
    ];
    const before = process.cpuUsage();
    const { turns, coverage } = fuzz({ nodes });
    expect(turns).toBeLessThanOrEqual(301_000);
    expect(coverage.exits.covered).toBeGreaterThan(100);
    expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(30);
  }, 120_000);

  it('fuzz/bounded: stops before everybody has played if each of them costs too much', () => {
    const circle: NodeInput = {
      ...{ id: 'a', kind: 'condition', branches: [{ id: 'b', when: '[1, 2].some(x => x > 2)' }] },
      exits: { b: 'a', else: 'a' },
    };
    const { people, isComplete, findings } = fuzz({ nodes: [circle] }, { people: 100_000 });
    expect(isComplete).toBe(false);
    expect(people).toBeLessThan(2_000);
    expect(findings.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      ...['bound loop', 'dead_end no_way_out', 'untaken b'],
    ]);
  }, 120_000);

  it('has nothing to say about a flow without exits, or one that only waits for events', () => {
    expect(namesOf(fuzz({ nodes: [say('a', 'Hi')] }))).toEqual([]);
    const waits: Flow = {
      nodes: [
        { id: 'a', kind: 'await-event', event: 'x', exits: { next: 'b' } },
        { id: 'b', kind: 'await-event', event: 'y', match: "event.n === 'never' && event.n === 'ever'" },
      ],
    };
    expect(namesOf(fuzz(waits))).toEqual(['dead_end b stuck']);
  });

  it('plays labels, choices and replies of any script', () => {
    const { findings, coverage } = fuzz({
      nodes: [
        {
          ...{ id: 'w', kind: 'question', label: 'اختر 🦄 \u202Eabc', variable: 'w', prompt: text('選んで') },
          answer: {
            type: 'choice',
            choices: [
              { value: 'ß', label: 'Straße' },
              { value: '__proto__', label: 'אחת' },
            ],
          },
          exits: { 'choice:ß': 'end', 'choice:__proto__': 'x' },
        },
        { id: 'x', kind: 'end', label: '終わり' },
        end(),
      ],
    });
    expect(coverage.exits).toEqual({ covered: 2, total: 2 });
    expect(findings).toMatchObject([{ kind: 'silent', node: 'x' }]);
    expect(findings[0]?.message).toContain('"終わり"');
  });

  it('runs no pattern of an author', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', pattern: '^(a+)+$' } },
      required: ['a'],
    };
    const { coverage } = fuzz({
      nodes: [
        {
          ...{
            id: 'm',
            kind: 'ai',
            url: 'https://example.com',
            model: 'm',
            prompt: 'p',
            variable: 'v',
            schema,
          },
          exits: { next: 'end', error: 'end' },
        },
        end(),
      ],
    });
    expect(coverage.exits).toEqual({ covered: 2, total: 2 });
  });
});
