import type { MessageView } from '@/server/services/session/view';
import type { JsonObject } from '@/server/shared/json';
import { toFieldBody, toFields } from '../forms/fields';
import type { Block } from './reply-schemas';

type Expected = NonNullable<MessageView['expected']>;

const SUBMIT_LABEL = 'Send';

/** Outbound messages as blocks (WIRE.md#blocks), with ids derived from message ids: the same in every read. */
export function toBlocks(messages: readonly MessageView[]): Block[] {
  return messages.filter(({ direction }) => direction === 'outbound').flatMap(toBlocksOf);
}

function toBlocksOf(message: MessageView): Block[] {
  const { expected } = message;
  return [...toContentBlocks(message), ...(expected ? [toForm(message, expected)] : [])];
}

/** Rich content follows its plain text, because clients may not know its type. */
function toContentBlocks(message: MessageView): Block[] {
  const { id, content, text } = message;
  const blocks = text === '' ? [] : [toText(message)];
  if (['text', 'markdown', 'output', 'end'].includes(content.type)) return blocks;
  const { type, ...payload } = content;
  const meta = { ...metaOf(message), fallback: id };
  return [...blocks, { type, id: `${id}:${type}`, payload: payload as JsonObject, meta }];
}

function toText(message: MessageView): Block {
  const { id, content, text } = message;
  const isMarkdown = content.type === 'markdown';
  const payload = {
    role: 'agent',
    text: isMarkdown ? content.text : text,
    format: isMarkdown ? 'markdown' : 'plain',
  };
  return { type: 'message', id, payload, meta: metaOf(message) };
}

function toForm(message: MessageView, expected: Expected): Block {
  const fields = toFields(expected, message.text);
  const payload = {
    title: expected.title ?? '',
    fields: fields.map(toFieldBody),
    submit_label: expected.submitLabel ?? SUBMIT_LABEL,
  };
  return { type: 'form', id: `${message.id}:form`, payload, meta: metaOf(message) };
}

function metaOf({ createdAt, sender }: MessageView): JsonObject {
  return {
    createdAt: createdAt.toISOString(),
    ...(sender && { sender: { id: sender.id, name: sender.name } }),
  };
}
