import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { parseTests } from '../flow-test/parse-tests';
import { runTest } from '../flow-test/run-test';
import { compilePair, randomFlows } from '../replay/fixtures/random-programs';
import { fuzz, namesOf, toTested } from './fixtures/fuzz-flow';

const text = (words: string) => [{ type: 'text' as const, text: words }];
const say = (id: string, words: string, next?: string): NodeInput => ({
  ...{ id, kind: 'message', messages: text(words) },
  ...(next !== undefined && { exits: { next } }),
});
const ask = (id: string, next: string, more: object = {}): NodeInput =>
  ({
    ...{ id, kind: 'question', prompt: text('And?'), answer: { type: 'text' }, variable: id },
    ...{ exits: { next }, ...more },
  }) as NodeInput;
const end = (id = 'end'): NodeInput => ({ id, kind: 'end', text: 'Bye' });

describe('findings', { timeout: 60_000 }, () => {
  it('names a conversation that ends in silence, with the shortest way there', () => {
    const { findings } = fuzz({
      nodes: [
        ask('name', 'hello', { retries: { max: 1 }, exits: { next: 'hello', invalid: 'stop' } }),
        say('hello', 'Hello'),
        { id: 'stop', kind: 'end' },
      ],
    });
    expect(findings).toMatchObject([{ kind: 'silent', node: 'stop', code: 'completed' }]);
    expect(findings[0]?.message).toBe(
      'The conversation ends at "stop" and says nothing to the person who has just written.',
    );
    expect(findings[0]?.transcript.map(({ text: line }) => line)).toEqual([
      ...['And?', '(an empty message)', 'Please type an answer.', '(an empty message)'],
    ]);
    expect(findings[0]?.test.steps).toEqual([
      { type: 'say', text: '' },
      { type: 'say', text: '', expect: { messages: ['**', '*'] } },
    ]);
  });

  it('names what goes in a circle, calls what is missing, or says more than a turn may', () => {
    const circle: Flow = {
      nodes: [
        ask('a', 'c'),
        {
          id: 'c',
          kind: 'condition',
          branches: [{ id: 'x', when: "a === 'go'" }],
          exits: { x: 's', else: 'end' },
        },
        { id: 's', kind: 'set', assign: [{ variable: 'b', value: '1' }], exits: { next: 's' } },
        end(),
      ],
    };
    expect(namesOf(fuzz(circle, { people: 100 }))).toEqual(['bound s loop', 'dead_end s no_way_out']);
    expect(namesOf(fuzz({ nodes: [{ id: 'f', kind: 'subflow', flow: 'gone' }] }))).toContain(
      'failed f flow_missing',
    );
    const list: Flow = {
      nodes: [
        {
          id: 'h',
          kind: 'http',
          method: 'GET',
          url: 'https://example.com',
          save: [{ variable: 'l', value: 'response.body.rows' }],
          exits: { success: 'e', failure: 'end' },
        },
        { id: 'e', kind: 'each', list: 'l', item: 'i', exits: { body: 'm', done: 'end' } },
        say('m', '{{ i.name }}', 'e'),
        end(),
      ],
    };
    const { findings } = fuzz(list, { people: 600 });
    expect(findings).toMatchObject([{ kind: 'bound', node: 'm', code: 'said_limit' }]);
    expect(findings[0]?.test.steps).toEqual([]);
  });

  it('names an exit that nobody can take, and a question that nobody can answer', () => {
    const flow: Flow = {
      nodes: [
        ask('a', 'c', { answer: { type: 'number', min: 1, max: 5 } }),
        {
          id: 'c',
          kind: 'condition',
          branches: [{ id: 'many', when: 'a > 5' }],
          exits: { many: 'end', else: 'b' },
        },
        ask('b', 'end', { rules: [{ when: 'false', message: 'No.' }] }),
        end(),
      ],
    };
    const report = fuzz(flow, { people: 600 });
    expect(namesOf(report)).toEqual(['dead_end b stuck', 'untaken c many']);
    expect(report.unreached).toEqual(['end']);
    expect(report.findings[1]?.test).toMatchObject({ expect: { path: ['**', 'c', '**'] } });
  });

  it('solves conditions on answers of calls, of models, on events and on what started the flow', () => {
    const when = (id: string, source: string, next: string): NodeInput => ({
      ...{ id, kind: 'condition', branches: [{ id: 'yes', when: source }] },
      exits: { yes: next, else: 'no' },
    });
    const report = fuzz(
      {
        nodes: [
          when('t', "trigger.type === 'event' && trigger.payload.kind === 'urgent'", 'h'),
          {
            id: 'h',
            kind: 'http',
            method: 'GET',
            url: 'https://example.com',
            save: [{ variable: 'r', value: 'response.body.data' }],
            exits: { success: 'c', failure: 'f' },
          },
          when('f', "error.status === 418 || error.code === 'timeout'", 'end'),
          when('c', "r.items.some(one => one.state === 'lost' && one.days > 12)", 'm'),
          {
            id: 'm',
            kind: 'ai',
            url: 'https://example.com',
            model: 'm',
            prompt: 'p',
            variable: 'mood',
            exits: { next: 'd', error: 'no' },
          },
          when('d', "mood.toLowerCase().startsWith('angry')", 'w'),
          {
            id: 'w',
            kind: 'await-event',
            event: 'paid',
            match: "event.amount >= 20 && event.by === 'card'",
            variable: 'paid',
            timeout: { amount: 1, unit: 'hours' },
            exits: { next: 'end', timeout: 'no' },
          },
          end(),
          say('no', 'No'),
        ],
        triggers: [{ type: 'event', event: 'asked' }],
      } as Flow,
      { people: 2_000 },
    );
    expect(namesOf(report)).toEqual([]);
  });

  it('plays called flows, and names their nodes by flow', () => {
    const tested = toTested(
      { nodes: [{ id: 'call', kind: 'subflow', flow: 'other', exits: { next: 'end' } }, end()] },
      {
        other: {
          nodes: [ask('q', 'x', { retries: { max: 0 }, exits: { invalid: 'x' } }), { id: 'x', kind: 'end' }],
        },
      },
    );
    const { coverage } = fuzz(tested);
    expect(coverage.byNode.map(({ node }) => node)).toContain('other/q');
    expect(coverage.exits.covered).toBe(coverage.exits.total);
  });
});

describe('random flows', () => {
  it('fuzz/pure, fuzz/total: give the same report twice, with tests that fail if something is wrong', () => {
    fc.assert(
      fc.property(randomFlows, fc.string({ maxLength: 5 }), ({ own, other }, seed) => {
        const program = compilePair(own, other);
        const flows = { '': own, self: own, other };
        const report = fuzz({ program, flows }, { people: 25, seed });
        expect(JSON.stringify(fuzz({ program, flows }, { people: 25, seed }))).toBe(JSON.stringify(report));
        expect(report.findings.filter(({ kind }) => kind === 'crash')).toEqual([]);
        const parsed = parseTests(report.findings.map(({ test }) => test));
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        for (const [index, { kind }] of report.findings.entries()) {
          const kept = parsed.tests[index];
          if (!kept) continue;
          const { failures } = runTest(program, kept);
          // The way to a place may fail there for another reason.
          const isPlace = kind === 'untaken' || kind === 'dead_end';
          if (isPlace) expect(failures.filter(({ part }) => part === 'path')).toEqual([]);
          else
            expect(failures.map(({ part }) => part)).toEqual([
              kind === 'silent' ? 'messages' : expect.any(String),
            ]);
        }
      }),
      { numRuns: 12, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
  }, 180_000);
});

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
