import { expect, it } from 'vitest';
import type { MessageView } from '@/app/_features/session/view';
import { mergeMessages } from './merge-messages';

const at = (seq: number) => ({ seq }) as MessageView;

it('keeps the order and drops duplicates', () => {
  const merged = mergeMessages([at(1), at(3)], [at(2), at(3), at(4)]);
  expect(merged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});
