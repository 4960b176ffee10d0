import { listReplyButtons } from '@/server/shared/list-reply-buttons';
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
  return [...(expected?.choices ?? []), ...listReplyButtons(content)];
}
