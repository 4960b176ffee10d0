import { createHash } from 'node:crypto';
import type { MessageView } from '@/server/services/session/view';
import type { JsonObject } from '@/server/shared/json';

type Content = MessageView['content'];
type Button = Extract<Content, { type: 'buttons' }>['buttons'][number];
type Choice = { value: string; label: string };

/** Buttons of WIRE.md#templates. An id derives from the message, so every rendering has the same one. */
export function toButtons(buttons: readonly Button[], place: string): JsonObject[] {
  return buttons.map((button, index) => ({
    ...toAction(button),
    newTab: false,
    id: `b${createHash('sha256').update(`${place}/${index}`).digest('hex').slice(0, 8)}`,
  }));
}

function toAction({ label, action }: Button): JsonObject {
  if (action.type === 'url') return { type: 'url', label, value: action.url };
  if (action.type === 'phone') return { type: 'phone', label, value: action.phone };
  return { type: 'postback', label, value: action.value };
}

/** Choices as quick replies; the client sends the value as the next text. */
export function toQuickReplies(choices: readonly Choice[]): JsonObject[] {
  return choices.map(({ label, value }) => ({ type: 'text', label, value, params: {}, tags: {} }));
}
