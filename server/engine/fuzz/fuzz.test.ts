import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { fuzz, namesOf, toTested } from './fixtures/fuzz-flow';
import { ask, end, say } from './fixtures/small-nodes';

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

  it('finds that people interrupt a call, and what they say then', () => {
    const looking: Flow = {
      nodes: [
        ask('a', 'h'),
        {
          ...{ id: 'h', kind: 'http', method: 'GET', url: 'https://example.com', interruptible: true },
          exits: { success: 'end', failure: 'end', interrupted: 'b' },
        },
        ask('b', 'end'),
        end(),
      ],
    };
    const report = fuzz(looking, { people: 300 });
    expect(namesOf(report)).toEqual([]);
    expect(report.coverage.exits).toEqual({ covered: 5, total: 5 });
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

  it('comes where nobody comes by luck, from where others have been', () => {
    const gates = Array.from({ length: 12 }, (_, at): NodeInput[] => [
      ask(`q${at}`, `c${at}`),
      {
        ...{
          id: `c${at}`,
          kind: 'condition',
          exits: { right: at === 11 ? 'end' : `q${at + 1}`, else: 'no' },
        },
        branches: [
          { id: 'right', when: `['red', 'blue', 'green'].includes(q${at}) && q${at}.endsWith('ue')` },
        ],
      },
    ]);
    const { unreached } = fuzz({ nodes: [...gates.flat(), say('no', 'No'), end()] }, { people: 1_500 });
    expect(unreached).toEqual([]);
  });

  it('says the phrases of intents', () => {
    const route = (id: string, more: object): NodeInput => ({
      ...{ id, kind: 'intent', exits: { bill: 'end', else: 'end' }, ...more },
      branches: [{ id: 'bill', examples: ['I have lost my invoice'] }],
    });
    const { coverage } = fuzz({
      nodes: [
        ask('a', 'first'),
        { ...route('first', {}), exits: { bill: 'second', else: 'end' } },
        route('second', { text: 'a' }),
        end(),
      ],
    });
    expect(coverage.byNode.flatMap(({ exits }) => exits).filter(({ tests }) => tests === 0)).toEqual([
      { exit: 'else', tests: 0 },
    ]);
  });

  it('sends the events that handlers take, with what their conditions read', () => {
    const on = { type: 'event' as const, event: 'paid', match: "event.kind === 'card'", variable: 'payment' };
    const { findings } = fuzz({
      handlers: [{ id: 'paid', on, to: 'c', afterwards: 'drop' }],
      nodes: [
        ask('name', 'end'),
        end(),
        {
          id: 'c',
          kind: 'condition',
          branches: [{ id: 'gold', when: "payment.plan === 'gold'" }],
          exits: { gold: 'gold', else: 'end' },
        },
        say('gold', 'Gold'),
      ],
    });
    expect(findings).toEqual([]);
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
