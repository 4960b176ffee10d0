import { describe, expect, it } from 'vitest';
import type { SessionEvent, TurnView } from '@/app/_features/session/view';
import { type Block, blocksAround, joinBlocks, rangeOf } from './blocks';
import { joinLog } from './join-log';

const turnsOf = (from: number, to: number) => ({
  turns: Array.from({ length: to - from + 1 }, (_, index) => ({ no: from + index }) as TurnView),
  events: [{ id: `${String(from)}-0` }, { id: `${String(to)}-0` }] as SessionEvent[],
});
const block = (number: Block) => ({ block: number, ...turnsOf(rangeOf(number).from, rangeOf(number).to) });
const ends = ({ turns }: { turns: TurnView[] }) => [turns[0]?.no, turns.at(-1)?.no];

describe('the turns around an older one', () => {
  it('are its block and the blocks beside it, up to the loaded end', () => {
    expect(blocksAround(10, 302)).toEqual([0, 1]);
    expect(blocksAround(100, 302)).toEqual([0, 1]);
    expect(blocksAround(101, 302)).toEqual([0, 1, 2]);
    expect(blocksAround(301, 302)).toEqual([2, 3]);
    expect(blocksAround(301, 301)).toEqual([]);
    expect(blocksAround(10, 11)).toEqual([0]);
  });

  it('are shown once its own block is loaded, without a gap (session-page/no-gaps)', () => {
    expect(joinBlocks([block(0), block(2)], 150)).toBeNull();
    expect(ends(joinBlocks([block(1)], 150) ?? turnsOf(0, 0))).toEqual([101, 200]);
    expect(ends(joinBlocks([block(0), block(1), block(2)], 150) ?? turnsOf(0, 0))).toEqual([1, 300]);
    expect(ends(joinBlocks([block(0), block(2)], 10) ?? turnsOf(0, 0))).toEqual([1, 100]);
  });

  it('are followed by the loaded end where it comes next (session-page/no-gaps)', () => {
    const end = turnsOf(302, 501);
    expect(ends(joinLog(block(0), end, 302))).toEqual([1, 100]);
    const joined = joinLog(block(3), end, 302);
    expect(joined.turns.map(({ no }) => no)).toEqual([301, ...end.turns.map(({ no }) => no)]);
    expect(joined.events.map(({ id }) => id)).toEqual(['301-0', '302-0', '501-0']);
  });
});
