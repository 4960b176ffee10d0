import { expect, it } from 'vitest';
import type { TestMessage } from './collect-messages';
import { render } from './render';

const message = (direction: 'inbound' | 'outbound', type: string) =>
  ({
    direction,
    text: '1. Red',
    content: { type, text: 'Which?' },
    expected: { type: 'choice' },
  }) as unknown as TestMessage;

it('renders messages as a text-only channel does', () => {
  const buttons = message('outbound', 'buttons');
  expect(render([buttons], 'rich')).toEqual([buttons]);
  expect(render([buttons], 'plain')).toMatchObject([
    { content: { type: 'text', text: '1. Red' }, expected: null },
  ]);
  const input = message('inbound', 'text');
  const end = message('outbound', 'end');
  expect(render([input, end], 'plain')).toEqual([input, end]);
});
