import type { TestMessage } from './collect-messages';

/** The label of the latest choice or button with a value; the value itself where there is none. */
export function labelOf(messages: readonly TestMessage[], value: string): string {
  for (const message of messages.toReversed()) {
    const label = offersOf(message).find((offer) => offer.value === value)?.label;
    if (label !== undefined) return label;
  }
  return value;
}

function offersOf({ expected, content }: TestMessage): { value: string; label: string }[] {
  return [...(expected?.choices ?? []), ...buttonsOf(content).flatMap(toOffer)];
}

type Buttons = Extract<TestMessage['content'], { type: 'buttons' }>['buttons'];

function buttonsOf(content: TestMessage['content']): Buttons {
  switch (content.type) {
    case 'buttons':
    case 'card':
      return content.buttons;
    case 'carousel':
      return content.cards.flatMap(({ buttons }) => buttons);
    case 'list':
      return content.items.flatMap(({ button }) => button ?? []);
    default:
      return [];
  }
}

function toOffer({ label, action }: Buttons[number]): { value: string; label: string }[] {
  return action.type === 'reply' ? [{ value: action.value, label }] : [];
}
