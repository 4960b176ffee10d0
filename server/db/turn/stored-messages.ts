/*
 * The short form of a turn's messages in `turns.messages`. The view `messages` reads it; nothing else does.
 *
 * messages/as-given  The view returns the messages that were stored, with the same order of keys in their contents.
 */
import type { Json } from '@/server/engine/json';
import { isJsonObject } from '@/server/shared/json';
import type { MessageRow } from '../session/row';

/**
 * A message without its turn's number and time, and without `seq`, which its place says. The view depends on the defaults
 * that are named here, so a change of them is a migration.
 */
export type StoredMessage = {
  /** Its id; default: the `inputId` of the turn's event. */
  i?: string;
  /** Set for an inbound message. */
  d?: 1;
  /** Its kind; default: the type of its content. */
  k?: string;
  /** Its text, where the content is nothing else; default: the `text` of the turn's event, or its `value`. */
  t?: string;
  /** The fields after such a content and its text. */
  x?: object;
  /** The column `content`, where the content is more than a text. */
  c?: MessageRow['content'];
  /** The input that it is or answers, empty for none; default: the `inputId` of the turn's event. */
  r?: string;
  /** The id of its node; default: none. */
  n?: string;
};

/** Makes the short form of the messages of a turn with this event; undefined for no messages. */
export function toStoredMessages(event: Json, messages: readonly MessageRow[]): StoredMessage[] | undefined {
  if (messages.length === 0) return undefined;
  const { inputId, text, value }: { [key: string]: Json } = isJsonObject(event) ? event : {};
  const given = { inputId: inputId ?? null, text: text ?? value ?? null };
  return messages.map((message) => toStoredMessage(message, given));
}

function toStoredMessage(message: MessageRow, event: { inputId: Json; text: Json }): StoredMessage {
  const { id, direction, kind, content, inputId, nodeId } = message;
  const stored: StoredMessage = {};
  if (id !== event.inputId) stored.i = id;
  if (direction === 'inbound') stored.d = 1;
  if (kind !== typeOf(content)) stored.k = kind;
  if (isOnlyText(content)) {
    if (content.text !== event.text) stored.t = content.text;
    const more = Object.entries(content).slice(2);
    if (more.length > 0) stored.x = Object.fromEntries(more);
  } else stored.c = content;
  if (inputId !== event.inputId) stored.r = inputId ?? '';
  if (nodeId !== null) stored.n = nodeId;
  return stored;
}

function typeOf({ content }: MessageRow['content']): Json {
  return (isJsonObject(content) ? content.type : null) ?? 'text';
}

/** Tells whether the content is as the view makes it of a text, in this order of keys. */
function isOnlyText(stored: MessageRow['content']): boolean {
  const { content, text } = stored;
  if (!isJsonObject(content) || content.type !== 'text' || content.text !== text) return false;
  const [type, , more] = Object.keys(content);
  const [first, second] = Object.keys(stored);
  return type === 'type' && more === undefined && first === 'content' && second === 'text';
}
