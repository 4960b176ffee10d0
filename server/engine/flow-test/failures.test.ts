import { describe, expect, it } from 'vitest';
import type { Flow } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { airline, complete, end, expecting, failOf, messageOf, run, tell } from './fixtures/airline-test';

describe('a failure says in words', () => {
  it.each([
    [
      'another message',
      { messages: ['Goodbye.'] },
      'Step 2 (say "X1"): expected the message "Goodbye.", but "Thank you, Ada. Your booking *X1* is open." came.',
      ['- Goodbye.', '+ Thank you, Ada. Your booking *X1* is open.'],
    ],
    [
      'a message too few',
      { messages: ['Thank you*', 'Goodbye.'] },
      'Step 2 (say "X1"): expected the message "Goodbye.", but no further message came.',
      ['  Thank you, Ada. Your booking *X1* is open.', '- Goodbye.'],
    ],
    [
      'a message too many',
      { messages: [] },
      'Step 2 (say "X1"): the message "Thank you, Ada. Your booking *X1* is open." came, which is not expected.',
      ['+ Thank you, Ada. Your booking *X1* is open.'],
    ],
    [
      'another path',
      { path: ['booking', 'lookup', 'missing'] },
      'Step 2 (say "X1"): expected the node "missing" next, but it was "found".',
      ['  booking', '  lookup', '- missing', '+ found', '+ done', '+ end'],
    ],
    [
      'a longer path',
      { path: ['booking', 'lookup'] },
      'Step 2 (say "X1"): the conversation went on to the node "found", which is not expected.',
      ['  booking', '  lookup', '+ found', '+ done', '+ end'],
    ],
    [
      'another value of a variable',
      { variables: { name: 'Bob' } },
      'Step 2 (say "X1"): expected the variable "name" to be "Bob", but it is "Ada".',
      ['- "Bob"', '+ "Ada"'],
    ],
    [
      'another status',
      { status: 'failed' as const },
      'Step 2 (say "X1"): expected the status "failed", but it is "completed".',
      ['- failed', '+ completed'],
    ],
    [
      'another event',
      { events: [{ name: 'booking.lost' }] },
      'Step 2 (say "X1"): expected the event "{"name":"booking.lost"}", but "{"name":"booking.found","payload":{"booking":"X1"}}" came.',
      ['- {"name":"booking.lost"}', '+ {"name":"booking.found","payload":{"booking":"X1"}}'],
    ],
    [
      'a call of another node',
      { calls: [{ node: 'other', url: '*' }] },
      'Step 2 (say "X1"): expected the call "{"node":"other","url":"*"}", but "{"node":"lookup","method":"GET","url":"https://api.test/bookings/X1","body":null}" came.',
      [
        '- {"node":"other","url":"*"}',
        '+ {"node":"lookup","method":"GET","url":"https://api.test/bookings/X1","body":null}',
      ],
    ],
    [
      'a call too many',
      { calls: [] },
      'Step 2 (say "X1"): the call "{"node":"lookup","method":"GET","url":"https://api.test/bookings/X1","body":null}" came, which is not expected.',
      ['+ {"node":"lookup","method":"GET","url":"https://api.test/bookings/X1","body":null}'],
    ],
    [
      'another output',
      { output: null },
      'Step 2 (say "X1"): expected the output to be null, but it is {"done":true}.',
      ['- null', '+ {"done":true}'],
    ],
  ])('%s', (_, expectation, message, diff) => {
    const { passed, failures } = run(airline, expecting(expectation));
    expect(passed).toBe(false);
    expect(failures).toEqual([{ at: 'step', step: 1, part: Object.keys(expectation)[0], message, diff }]);
  });

  it('a choice that is not offered', () => {
    expect(messageOf(airline, { steps: [{ type: 'choose', choice: 'Refund' }] })).toBe(
      'Step 1 (choose "Refund"): the flow does not offer "Refund"; it offers "Cancel", "Change".',
    );
    expect(messageOf({ nodes: [ask('q')] }, { steps: [{ type: 'choose', choice: 'Refund' }] })).toBe(
      'Step 1 (choose "Refund"): the flow offers no choices, so "Refund" cannot be chosen.',
    );
  });

  it('an answer of a call that is missing', () => {
    const steps = [
      { type: 'choose' as const, choice: 'Cancel' },
      { type: 'say' as const, text: 'X1' },
    ];
    expect(failOf(airline, { steps })).toMatchObject({
      part: 'answers',
      message:
        'Step 2 (say "X1"): the node "lookup" makes a call (GET https://api.test/bookings/X1) for which the test has no answer; add one to "answers" under "lookup".',
    });
    const call = {
      id: 'h',
      kind: 'http' as const,
      method: 'GET' as const,
      connection: 'crm',
      url: '/bookings',
    };
    expect(messageOf({ nodes: [call] }, { steps: [] })).toContain(
      'makes a call (GET crm /bookings) for which',
    );
  });

  it('a step that the flow does not take', () => {
    const over: Flow = { nodes: [end] };
    const steps = [{ type: 'say' as const, text: 'hi' }];
    expect(messageOf(over, { steps })).toBe(
      'Step 1 (say "hi"): the flow did not take it: the session has ended.',
    );
    expect(messageOf({ nodes: [ask('q')] }, { steps: [{ type: 'event', name: 'paid' }] })).toBe(
      'Step 1 (event paid): the flow did not take it: the session does not wait for this event.',
    );
    expect(messageOf({ nodes: [ask('q')] }, { steps: [{ type: 'transfer', status: 'hangup' }] })).toBe(
      'Step 1 (the transfer ends by hanging up): the flow did not take it: it waits for an answer.',
    );
  });

  it('at the end, and stops at the first step that fails', () => {
    expect(failOf(airline, { ...complete, expect: { node: 'missing' } })).toMatchObject({
      at: 'end',
      step: null,
    });
    const steps = [{ type: 'say' as const, text: 'what?', expect: { status: 'failed' as const } }];
    expect(run(airline, { steps: [...steps, ...steps] }).observed).toHaveLength(2);
  });

  it('cuts long texts around the difference', () => {
    const long = 'x'.repeat(300);
    const failure = failOf(
      { nodes: [tell('m', `${long}B`)] },
      { start: { expect: { messages: [`${long}A`] } } },
    );
    expect(failure?.diff).toEqual([`- …${'x'.repeat(40)}A`, `+ …${'x'.repeat(40)}B`]);
  });
});

describe('a conversation that fails', () => {
  const broken: Flow = { nodes: [{ ...ask('name', 'gone') }] };
  const message = 'Step 1 (say "Ada"): the conversation fails: There is no node "gone".';

  it('fails every test that does not expect it', () => {
    const steps = [{ type: 'say' as const, text: 'Ada' }];
    expect(run(broken, { steps }).failures).toMatchObject([{ at: 'step', part: 'status', message }]);
    const failed = { status: 'failed' as const };
    expect(run(broken, { steps: [{ type: 'say', text: 'Ada', expect: failed }] }).passed).toBe(true);
    expect(run(broken, { steps, expect: failed }).passed).toBe(true);
    expect(run(broken, { steps, expect: { status: 'completed' } }).failures).toHaveLength(1);
  });
});
