import { toPlainMarkdown } from '@/server/services/session/plain-markdown';
import type { MessageView } from '@/server/services/session/view';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';
import { toButtons, toQuickReplies } from './buttons';

/** WIRE.md#templates. */
export type Response = { type: string; payload: JsonObject };

type Content = MessageView['content'];
type ContentOf<T extends Content['type']> = Extract<Content, { type: T }>;
type Card = ContentOf<'carousel'>['cards'][number];
type Renderers = { [T in Content['type']]: (content: ContentOf<T>, message: MessageView) => Response[] };

const RENDERERS: Renderers = {
  text: ({ text }) => [{ type: 'text', payload: { text } }],
  // The vendor's texts have no markup.
  markdown: ({ text }) => [{ type: 'text', payload: { text: toPlainMarkdown(text) } }],
  image: toMedia,
  audio: toMedia,
  video: toMedia,
  file: toMedia,
  card: (card, { id }) => [{ type: 'card', payload: toCard(card, id) }],
  carousel: ({ cards }, { id }) => [
    { type: 'carousel', payload: { cards: cards.map((card, index) => toCard(card, `${id}/${index}`)) } },
  ],
  buttons: ({ text, buttons }, { id }) => [
    { type: 'buttons', payload: { title: text, buttons: toButtons(buttons, id) } },
  ],
  list: toList,
  location: ({ latitude, longitude, title }) => [
    { type: 'location', payload: { title: title ?? '', lat: `${latitude}`, long: `${longitude}` } },
  ],
  custom: ({ payload }) => [{ type: 'custom', payload: toObject('value', payload) }],
  // The value of the output follows in the message `end`.
  output: ({ text }) => [{ type: 'text', payload: { text } }],
  end: ({ output }) => (output === null ? [] : [{ type: 'custom', payload: toObject('output', output) }]),
  event: ({ name }) => [{ type: 'event', payload: { lat: '', long: '', name, title: '', url: '' } }],
  transfer: (_, { text }) => [{ type: 'text', payload: { text } }],
};

/** The templates of a message, none when it has no content. Choices become quick replies of the last template. */
export function toResponses(message: MessageView): Response[] {
  const { content, expected } = message;
  const render = RENDERERS[content.type] as (content: Content, message: MessageView) => Response[];
  const responses = render(content, message);
  const choices = expected?.choices ?? [];
  if (choices.length === 0) return responses;
  return responses.map(({ type, payload }, index) =>
    index < responses.length - 1
      ? { type, payload }
      : { type, payload: { ...payload, quickReplies: toQuickReplies(choices) } },
  );
}

function toMedia({ type, url, title }: ContentOf<'image' | 'file' | 'audio' | 'video'>): Response[] {
  return [{ type, payload: { title: title ?? '', url } }];
}

function toCard({ title, subtitle, imageUrl, buttons }: Card, id: string): JsonObject {
  return {
    title,
    ...(subtitle !== undefined && { subtitle }),
    ...(imageUrl !== undefined && { media: { type: 'image', url: imageUrl } }),
    ...(buttons.length > 0 && { buttons: toButtons(buttons, id) }),
  };
}

/** The vendor's list has no title, so ours precedes it as a text. */
function toList({ title, items }: ContentOf<'list'>, { id }: MessageView): Response[] {
  const shown = items.map(({ button, ...item }, index) =>
    toCard({ ...item, buttons: button ? [button] : [] }, `${id}/${index}`),
  );
  const heading = title === undefined ? [] : [{ type: 'text', payload: { text: title } }];
  return [...heading, { type: 'list', payload: { items: shown } }];
}

function toObject(name: string, value: Json): JsonObject {
  return isJsonObject(value) ? value : { [name]: value };
}

/** The `handover` template: a person takes over (WIRE.md#templates). */
export function toHandover(destination: string | undefined): Response {
  return {
    type: 'handover',
    payload: {
      resetContext: false,
      indefinitePause: true,
      setBotToPause: true,
      ...(destination !== undefined && { additionalInfo: destination }),
    },
  };
}
