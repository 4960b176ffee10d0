import { describe, expect, it } from 'vitest';
import { describeHold, toHandBack } from './describe-hold';

const FLOW = {
  status: 'awaiting_input' as const,
  control: 'flow' as const,
  waitingSince: null,
  assigneeId: null,
  assigneeName: null,
  finishedAt: null,
  roomMode: 'flow' as const,
};
const NOW = new Date(0).toISOString();

describe('who answers', () => {
  it.each([
    [FLOW, 'The flow answers'],
    [{ ...FLOW, waitingSince: NOW }, 'Waiting'],
    [{ ...FLOW, assigneeId: 'me', assigneeName: 'Ada', waitingSince: NOW }, 'Assigned to you'],
    [{ ...FLOW, assigneeId: 'x', assigneeName: 'Bob' }, 'Assigned to Bob'],
    [{ ...FLOW, control: 'human' as const }, 'Unassigned'],
    [{ ...FLOW, roomMode: 'people' as const }, 'Unassigned'],
    [{ ...FLOW, assigneeId: 'x', assigneeName: 'Bob', finishedAt: NOW }, 'Closed'],
  ])('%#', (conversation, words) => {
    expect(describeHold(conversation, 'me').words).toBe(words);
  });
});

describe('handing back', () => {
  it.each([
    [FLOW, null],
    [{ ...FLOW, control: 'human' as const }, 'plain'],
    [{ ...FLOW, assigneeId: 'x' }, 'plain'],
    [{ ...FLOW, status: 'awaiting_transfer' as const }, 'outcome'],
    [{ ...FLOW, status: 'awaiting_transfer' as const, finishedAt: NOW }, null],
  ])('%#', (conversation, how) => {
    expect(toHandBack(conversation)).toBe(how);
  });
});
