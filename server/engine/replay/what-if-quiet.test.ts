import { expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { ask, say as tell } from '../fixtures/waiting-flows';
import { askWhatIf, describeSteps, endQuiet, say } from './fixtures/what-if';

const flow = (...nodes: NodeInput[]): Flow => ({ nodes });
const pause = (id: string, amount: number, next: string): NodeInput => ({
  ...{ id, kind: 'wait', wait: { type: 'for', duration: { amount, unit: 'seconds' } } },
  exits: { next },
});

it('a message is held as long as it was, with what was written meanwhile', () => {
  const past = flow(ask('q', 'say'), tell('say', '{{ q }}', 'r'), ask('r'));
  const held = { quietMs: 3_000 };
  const events = [say(5, 'one', held), say(7, 'two', held), endQuiet(10.4), say(20, 'x', held), endQuiet(23)];
  const { next, comparison } = askWhatIf(past, past, events);
  expect(describeSteps(next)).toEqual([
    '0 started | q?',
    '5 message',
    '7 message',
    '10.4 quiet.ended | one\ntwo | r?',
    '20 message',
    '23 quiet.ended',
  ]);
  expect(comparison).toMatchObject({ verdict: 'same', differences: [] });
  const later = flow(pause('w', 60, 'q'), ask('q', 'say'), tell('say', '{{ q }}'));
  expect(describeSteps(askWhatIf(past, later, events).next)).toEqual([
    '0 started',
    '60 timer.fired | q?',
    '65 message',
    '67 message',
    '70.4 quiet.ended | one\ntwo',
  ]);
});
