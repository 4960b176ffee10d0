import { describe, expect, it } from 'vitest';
import type { MessageView } from '@/app/_features/session/view';
import { groupTurns } from './group-turns';

const at = new Date(0).toISOString();
const message = (seq: number, turnNo: number): MessageView => ({
  seq,
  id: String(seq),
  turnNo,
  direction: 'outbound',
  kind: 'text',
  content: { type: 'text', text: 'x' },
  text: 'x',
  expected: null,
  sender: null,
  externalId: null,
  suggestionId: null,
  inputId: null,
  nodeId: null,
  createdAt: at,
});
const mark = (no: number, summary: string | null = null) => ({ no, createdAt: at, summary });
const shape = (groups: ReturnType<typeof groupTurns>) =>
  groups.map(({ no, messages, summary }) => [no, messages.map(({ seq }) => seq), summary]);

describe('groupTurns', () => {
  it('groups messages by turn, in order', () => {
    expect(shape(groupTurns([message(1, 1), message(2, 1), message(3, 4)]))).toEqual([
      [1, [1, 2], null],
      [4, [3], null],
    ]);
  });

  it('lists turns without messages, with their summary', () => {
    const marks = [mark(1, 'started'), mark(2, 'called'), mark(5, 'ended')];
    expect(shape(groupTurns([message(1, 1), message(2, 3)], marks))).toEqual([
      [1, [1], 'started'],
      [2, [], 'called'],
      [3, [2], null],
      [5, [], 'ended'],
    ]);
  });

  it('leaves out turns before the first loaded message', () => {
    expect(shape(groupTurns([message(9, 7)], [mark(2), mark(7), mark(8)]))).toEqual([
      [7, [9], null],
      [8, [], null],
    ]);
  });
});
