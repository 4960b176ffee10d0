import { describe, expect, it } from 'vitest';
import { compileFlows, type Flow } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { end, messageOf } from './fixtures/airline-test';
import { runTest } from './run-test';
import { describeStep, toStarted } from './take-step';
import { type FlowTest, flowTest, type TestStep } from './test-document';

describe('a step in words', () => {
  it.each<[TestStep, string]>([
    [{ type: 'say', text: 'Hello' }, 'say "Hello"'],
    [{ type: 'choose', choice: 'Sales' }, 'choose "Sales"'],
    [{ type: 'choose', choice: ['Sales', 'Help'] }, 'choose "Sales", "Help"'],
    [{ type: 'fill', values: { name: 'Ada', city: 'Bern' } }, 'fill in name, city'],
    [{ type: 'event', name: 'paid', payload: null }, 'event paid'],
    [{ type: 'transfer', status: 'success' }, 'the transfer succeeds'],
    [{ type: 'transfer', status: 'failed' }, 'the transfer fails'],
    [{ type: 'transfer', status: 'hangup' }, 'the transfer ends by hanging up'],
    [{ type: 'pass', time: { amount: 1, unit: 'hours' } }, '1 hour pass'],
    [{ type: 'pass', time: { amount: 3, unit: 'days' } }, '3 days pass'],
    [{ type: 'set', variables: { tier: 'gold', age: 3 } }, 'set tier, age'],
    [{ type: 'control', by: 'person' }, 'a person takes over'],
    [{ type: 'control', by: 'flow' }, 'the flow gets control back'],
  ])('%j', (step, words) => {
    expect(describeStep(step)).toBe(words);
  });
});

const transfer: Flow = {
  nodes: [{ id: 't', kind: 'transfer', destination: 'desk', exits: { success: 'end', error: 'end' } }, end],
};

describe('a step that the flow does not take', () => {
  it('says what the flow waits for', () => {
    const steps = [{ type: 'say' as const, text: 'hi' }];
    expect(messageOf(transfer, { steps })).toContain('it waits for the result of a transfer.');
    const waits: Flow = {
      nodes: [
        {
          id: 'w',
          kind: 'wait',
          wait: { type: 'for', duration: { amount: 1, unit: 'hours' } },
          exits: { next: 'end' },
        },
        end,
      ],
    } as Flow;
    const result = [{ type: 'transfer' as const, status: 'success' as const }];
    expect(messageOf(waits, { steps: result })).toContain('it does not wait for anything.');
  });
});

describe('a step', () => {
  const run = (flow: Flow, steps: object[]) => {
    const test = flowTest.parse({ name: 'Test', steps });
    return runTest(compileFlows({ '': flow }), test);
  };
  const greet: Flow = {
    nodes: [
      { ...ask('q', 'm'), variable: 'said' } as Flow['nodes'][number],
      {
        ...{ id: 'm', kind: 'message' as const, exits: { next: 'end' } },
        messages: [{ type: 'text', text: '{{ contact.name }} {{ contact.attributes.plan }} {{ tier }}' }],
      },
      end,
    ],
  };

  it('sets variables and what is known of the contact', () => {
    const contact = { name: 'Ada', attributes: { plan: 'pro' } };
    const told = run(greet, [
      { type: 'set', variables: { tier: 'gold' }, contact },
      { type: 'say', text: 'hi' },
    ]);
    expect(told.observed.at(-1)?.messages).toContain('Ada pro gold');
    const bare = run(greet, [
      { type: 'set', variables: { tier: 'gold' } },
      { type: 'say', text: 'hi' },
    ]);
    expect(bare.observed.at(-1)?.messages).toContain('  gold');
  });
});

describe('the start of a test', () => {
  it('has what is given, and the channel "test" by default', () => {
    expect(toStarted()).toEqual({
      ...{ type: 'started', inputId: 'start', variables: {} },
      session: { channel: 'test', version: null },
    });
    const given: NonNullable<FlowTest['start']> = {
      ...{
        variables: { a: 1 },
        visitor: { b: 2 },
        locale: 'de',
        timeZone: 'Europe/Berlin',
        config: { C: 'c' },
      },
      ...{ defaults: { locale: 'fr' }, session: { channel: 'web', version: 3 } },
      contact: { address: null, name: 'Ada', locale: null, attributes: {} },
    };
    expect(toStarted(given)).toEqual({
      ...{ type: 'started', inputId: 'start', variables: { a: 1 }, visitor: { b: 2 }, config: { C: 'c' } },
      ...{ defaults: { locale: 'fr' }, session: { channel: 'web', version: 3 } },
      ...{
        contact: { address: null, name: 'Ada', locale: null, attributes: {} },
        regional: { locale: 'de', timeZone: 'Europe/Berlin' },
      },
    });
  });
});
