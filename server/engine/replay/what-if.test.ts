import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { answer, askWhatIf, describeSteps, fire, respond, say, type TimedEvent } from './fixtures/what-if';

const get = (id: string, path: string, next: string): NodeInput => ({
  ...{ id, kind: 'http', method: 'GET', url: `https://x.test/${path}` },
  save: [{ variable: id, value: 'response.body' }],
  exits: { success: next, failure: next },
});
const tell = (id: string, text: string, next?: string): NodeInput => ({
  ...{ id, kind: 'message', messages: [{ type: 'text', text }] },
  exits: next ? { next } : {},
});
const pause = (id: string, amount: number, next: string): NodeInput => ({
  ...{ id, kind: 'wait', wait: { type: 'for', duration: { amount, unit: 'seconds' } } },
  exits: { next },
});
/** Asks, and goes on to `noReply` after some seconds. */
const askSoon = (id: string, seconds: number, noReply: string, next?: string): NodeInput =>
  ({
    ...ask(id, next),
    noReply: { after: { amount: seconds, unit: 'seconds' } },
    exits: { noReply, ...(next && { next }) },
  }) as NodeInput;
const hand = (id: string, next: string): NodeInput => ({
  ...{ id, kind: 'transfer', exits: { success: next, error: next } },
});
const flow = (...nodes: NodeInput[]): Flow => ({ nodes });

describe('the answers of calls (answers/used-once)', () => {
  const both = flow(get('a', 'a', 'b'), get('b', 'b', 'say'), tell('say', '{{ a }} {{ b }}'));
  const events = [answer(1, '1:0', 'A'), answer(2, '2:0', 'B')];

  it('go to the same request, whichever node makes it, and in whichever order', () => {
    const swapped = flow(get('b', 'b', 'a'), get('a', 'a', 'say'), tell('say', '{{ a }} {{ b }}'));
    const { next, comparison } = askWhatIf(both, swapped, events);
    expect(describeSteps(next)).toEqual(['0 started', '1 effect.succeeded', '2 effect.succeeded | A B']);
    expect(comparison).toMatchObject({
      verdict: 'other_words',
      differences: ['path', 'calls'],
      otherRequests: 0,
    });
  });

  it('go to the same node where no request is the same', () => {
    const moved = flow(get('a', 'a?v=2', 'b'), get('b', 'b', 'say'), tell('say', '{{ a }} {{ b }}'));
    const { next, comparison } = askWhatIf(both, moved, events);
    expect(next.steps.map(({ answeredBy }) => answeredBy)).toEqual([undefined, 'node', 'request']);
    expect(comparison).toMatchObject({ verdict: 'other_words', differences: ['calls'], otherRequests: 1 });
  });

  const third = flow(get('a', 'a', 'c'), get('c', 'c', 'say'), tell('say', '{{ a }} {{ c }}'));

  it('stop the replay where nobody recorded one', () => {
    const { next, comparison } = askWhatIf(both, third, events);
    expect(next.stop).toMatchObject({
      reason: 'needs_answer',
      nodeId: 'c',
      request: { url: 'https://x.test/c' },
    });
    expect(comparison.verdict).toBe('needs_answer');
  });

  it('come from a stand-in where nobody recorded one', () => {
    const standIns = { c: [{ result: respond('C') }], a: [{ result: respond('never') }] };
    const { next, comparison } = askWhatIf(both, third, events, { standIns });
    expect(describeSteps(next).at(-1)).toBe('1.1 effect.succeeded | A C');
    expect(comparison).toMatchObject({ verdict: 'other_words', standIns: 1 });
  });

  it('repeat the last stand-in of a node', () => {
    const loop = flow(get('c', 'c', 'q'), ask('q', 'c'));
    const standIns = { c: [{ result: respond('1') }, { result: respond('2') }] };
    const { next } = askWhatIf(flow(ask('q', 'q')), loop, [say(5, 'x'), say(6, 'y')], { standIns });
    const bodies = next.steps.map(({ event }) =>
      event.type === 'effect.succeeded' ? event.result.body : '-',
    );
    expect(bodies).toEqual(['-', '1', '-', '2', '-', '2']);
  });

  it('stay open where the record ends before the answer', () => {
    const { next, comparison } = askWhatIf(both, both, [answer(1, '1:0', 'A')]);
    expect(next.stop).toEqual({ reason: 'record_over' });
    expect(comparison.verdict).toBe('same');
  });
});

describe('what people say', () => {
  const two = flow(ask('q', 'r'), ask('r'));

  it('is held back until the flow asks, and comes as long after the question as it did', () => {
    const slow = flow(ask('q', 'w'), pause('w', 600, 'r'), ask('r'));
    const { next, comparison } = askWhatIf(two, slow, [say(5, 'x'), say(9, 'y')]);
    expect(describeSteps(next)).toEqual([
      '0 started | q?',
      '5 message',
      '605 timer.fired | r?',
      '609 message',
    ]);
    expect(comparison).toMatchObject({ verdict: 'same', differences: ['path'] });
  });

  it('keeps its time where the flow asks earlier, and no timer fires for the time saved', () => {
    const past = flow(pause('w', 600, 'q'), ask('q'));
    const quick = flow(askSoon('q', 60, 'late'), tell('late', 'Too late.'));
    const { next } = askWhatIf(past, quick, [fire(600, '1:0'), say(605, 'x')]);
    expect(describeSteps(next)).toEqual(['0 started | q?', '605 message']);
  });

  it('is queued again where it came while a call was made', () => {
    const calling = flow(get('a', 'a', 'q'), ask('q', 'say'), tell('say', '{{ a }} {{ q }}'));
    const events: TimedEvent[] = [say(1, 'early'), say(2, 'more', { merge: true }), answer(3, '1:0', 'A')];
    const { next, comparison } = askWhatIf(calling, calling, events);
    expect(describeSteps(next).at(-1)).toBe('3 effect.succeeded | q? | A early\nmore');
    expect(comparison.verdict).toBe('same');
    const silent = flow(ask('q', 'say'), tell('say', '{{ q }}'));
    expect(describeSteps(askWhatIf(calling, silent, events).next).at(-1)).toBe('1 message | early');
  });

  it('to a person during a transfer is left out where no transfer happens', () => {
    const past = flow(ask('q', 't'), hand('t', 'r'), ask('r'));
    const events: TimedEvent[] = [
      say(5, 'help'),
      [6, { type: 'control.changed', control: 'human' }],
      [7, { type: 'person.replied', takes: true }],
      say(8, 'to the person', { keep: true }),
      [9, { type: 'control.changed', control: 'flow' }],
      [9, { type: 'transfer.completed', inputId: 'in-t', status: 'success' }],
      say(20, 'y'),
    ];
    expect(askWhatIf(past, past, events).comparison).toMatchObject({ verdict: 'same', differences: [] });
    const { next } = askWhatIf(past, two, events);
    expect(describeSteps(next)).toEqual(['0 started | q?', '5 message | r?', '20 message']);
    expect(next.unused).toEqual([2, 3, 4, 5, 6]);
  });

  it('to a person who took over goes to a person again', () => {
    const events: TimedEvent[] = [
      [3, { type: 'person.replied', takes: true }],
      say(4, 'to the person'),
      [5, { type: 'variables.changed', set: { a: 1 } }],
      [6, { type: 'control.changed', control: 'flow' }],
      say(9, 'x'),
      say(12, 'y'),
    ];
    const slow = flow(ask('q', 'w'), pause('w', 600, 'r'), ask('r'));
    const { next } = askWhatIf(two, slow, events);
    expect(describeSteps(next).slice(-4)).toEqual([
      ...['6 control.changed', '9 message', '609 timer.fired | r?', '612 message'],
    ]);
  });
});

describe('transfers and events', () => {
  it('are taken when the flow waits for their kind, ahead of messages that it does not take', () => {
    const past = flow(ask('q', 'r'), ask('r', 't'), hand('t', 'e'), tell('e', 'Back.'));
    const early = flow(ask('q', 't'), hand('t', 'r'), ask('r', 'e'), tell('e', 'Back.'));
    const done: TimedEvent = [9, { type: 'transfer.completed', inputId: 'in-t', status: 'success' }];
    const { next } = askWhatIf(past, early, [say(5, 'x'), say(6, 'y'), done]);
    expect(describeSteps(next)).toEqual([
      ...['0 started | q?', '5 message', '9 transfer.completed | r?', '10 message | Back.'],
    ]);
  });

  it('that do not match are passed over', () => {
    const awaits = (match: string): NodeInput => ({
      ...{ id: 'a', kind: 'await-event', event: 'e', match, exits: { next: 'm' } },
    });
    const events: TimedEvent[] = [1, 2].map((payload) => [
      payload,
      { type: 'event.received', name: 'e', payload },
    ]);
    const past = flow(
      { ...awaits('true'), exits: { next: 'b' } } as NodeInput,
      { ...awaits('true'), id: 'b' },
      tell('m', 'Got it.'),
    );
    const { next } = askWhatIf(past, flow(awaits('event == 2'), tell('m', 'Got it.')), events);
    expect(describeSteps(next)).toEqual(['0 started', '2 event.received | Got it.']);
  });
});

describe('time', () => {
  const late = tell('late', 'Are you there?', 'r');

  it('fires a timer that is due before a message in recorded time', () => {
    const slow = flow(askSoon('q', 1200, 'late'), late, ask('r'));
    const quick = flow(askSoon('q', 600, 'late'), late, ask('r'));
    const { next, comparison } = askWhatIf(slow, quick, [say(900, 'x')]);
    expect(describeSteps(next)).toEqual([
      '0 started | q?',
      '600 timer.fired | Are you there? | r?',
      '900 message',
    ]);
    expect(comparison).toMatchObject({
      verdict: 'other_end',
      parting: { difference: 'path', turn: 0, next: { node: 'q' } },
    });
  });

  it('fires a timer as late as it fired, and not where a message overtook it', () => {
    const both = flow(askSoon('q', 60, 'late'), late, askSoon('r', 60, 'q'));
    const { past, next } = askWhatIf(both, both, [fire(63, '1:0'), say(130, 'x')]);
    expect(describeSteps(next)).toEqual(describeSteps(past));
  });

  it('fires a timer before a quick reply to a later question, which does not answer the earlier one', () => {
    const both = flow(askSoon('q', 60, 'hand'), hand('hand', 'r'), ask('r'));
    const failed: TimedEvent = [120, { type: 'transfer.completed', inputId: 'in-t', status: 'failed' }];
    const { past, next, comparison } = askWhatIf(both, both, [fire(60, '1:0'), failed, say(125, 'x')]);
    expect(past.steps).toHaveLength(4);
    expect(describeSteps(next)).toEqual(describeSteps(past));
    expect(comparison.verdict).toBe('same');
  });

  it('passes up to the end of the record where a session is not finished', () => {
    const asks = (seconds: number) => flow(askSoon('q', seconds, 'late'), late, ask('r'));
    expect(describeSteps(askWhatIf(asks(3600), asks(60), [], { until: 59 }).next)).toEqual([
      '0 started | q?',
    ]);
    expect(describeSteps(askWhatIf(asks(3600), asks(60), [], { until: 61 }).next)).toHaveLength(2);
  });

  it('passes without limit for a pause of a flow that went to its end, but not for a question', () => {
    const past = flow(tell('m', 'Bye.'));
    expect(
      describeSteps(askWhatIf(past, flow(pause('w', 99, 'm'), tell('m', 'Bye.')), []).next),
    ).toHaveLength(2);
    const { next, comparison } = askWhatIf(past, flow(askSoon('q', 99, 'late'), late, ask('r')), []);
    expect(next.stop).toEqual({ reason: 'record_over' });
    expect(comparison).toMatchObject({ verdict: 'other_end', ends: { next: { node: 'q', wait: 'input' } } });
  });

  it('stops a flow that goes on without end', () => {
    const endless = flow(pause('w', 1, 'v'), pause('v', 1, 'w'));
    const { next, comparison } = askWhatIf(flow(tell('m', 'Bye.')), endless, []);
    expect(next.stop).toEqual({ reason: 'too_long' });
    expect(comparison.verdict).toBe('failed');
  });
});

describe('the end from outside', () => {
  const two = flow(ask('q', 'r'), ask('r'));

  it('comes after what people said before it', () => {
    const slow = flow(ask('q', 'w'), pause('w', 600, 'r'), ask('r', 's'), ask('s'));
    const { next } = askWhatIf(flow(ask('q', 'r'), ask('r', 's'), ask('s')), slow, [
      say(5, 'x'),
      say(6, 'y'),
      [7, { type: 'session.ended' }],
    ]);
    expect(describeSteps(next).slice(-2)).toEqual(['606 message | s?', '607 session.ended']);
  });

  it('comes also where the flow has no use for what people said', () => {
    const { next, comparison } = askWhatIf(two, flow(ask('q', 't'), hand('t', 'q')), [
      ...[say(5, 'x'), say(6, 'y')],
      [8, { type: 'session.expired' }],
    ]);
    expect(describeSteps(next).at(-1)).toBe('8 session.expired');
    expect(next.unused).toEqual([2]);
    expect(comparison.ends.next.status).toBe('expired');
  });
});
