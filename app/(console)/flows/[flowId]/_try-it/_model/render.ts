import type { TestMessage } from './collect-messages';

/** The abilities of a channel: rich content, or text only. */
export type Rendering = 'rich' | 'plain';

export const RENDERINGS: readonly { value: Rendering; label: string }[] = [
  { value: 'rich', label: 'Rich channel' },
  { value: 'plain', label: 'Plain text' },
];

/** The messages as a channel shows them. */
export function render(messages: TestMessage[], rendering: Rendering): TestMessage[] {
  if (rendering === 'rich') return messages;
  return messages.map((message) =>
    message.direction === 'inbound' || message.content.type === 'end'
      ? message
      : { ...message, content: { type: 'text', text: message.text }, expected: null },
  );
}
