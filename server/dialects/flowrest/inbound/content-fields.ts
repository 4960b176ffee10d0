import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import type { JsonSchema } from '@/server/http/routing/openapi';

/* The fields of the content of a payload (WIRE.md#payload), as sent. */

export const MAX_EVENT_NAME = 128;
/** The longest text of a message, in characters; the vendor's table says 255. */
export const MAX_TEXT_LENGTH = 10_000;

const eventName = z.string().check(maxCharacters(MAX_EVENT_NAME)).nullish();
const coordinate = z.union([z.string().max(50), z.number()], 'must be a number').nullish();
const text = z.string().nullish();
const shortText = (max: number) => z.string().check(maxCharacters(max)).nullish();

const attachment = z
  .object({
    type: z.string().nullish().describe('`event`; another type is ignored'),
    payload: z
      .object({ name: eventName.describe('Name of the event') })
      .nullish()
      .describe('The event'),
  })
  .nullish();

export const contentFields = {
  type: shortText(50).openapi({
    description:
      '`text`, `event`, `location` or `media`, in any case. Default: `text` with a text, `event` with such an attachment',
    example: 'text',
  }),
  speech: text.openapi({ description: 'The text, 1 to 10,000 characters. For `text`', example: 'hello' }),
  text: text.describe('The same as `speech`, which comes first'),
  eventName: eventName.describe('Name of the event, not blank. For `event`'),
  lat: coordinate.describe('Latitude, as a number or a text of one. For `location`'),
  long: coordinate.describe('Longitude, as a number or a text of one. For `location`'),
  title: shortText(500).describe('Title of the place or the file. Default: none. For `location` and `media`'),
  mediaType: shortText(50).describe('`image`, `file`, `audio` or `video`. For `media`'),
  url: shortText(2_000).describe('Address of the file, http or https. For `media`'),
  mimeType: shortText(200).describe('Media type of the file. Default: none. For `media`'),
  mimetype: shortText(200).describe('The same as `mimeType`, which comes first'),
  attachment: attachment.describe('An event in another spelling'),
};

const typeIs = (name: string): JsonSchema => ({ type: 'string', pattern: anyCase(name) });
// Other types ignore their text, whatever its length.
const filled: JsonSchema = { type: 'string', minLength: 1, maxLength: MAX_TEXT_LENGTH };
const notBlank: JsonSchema = { type: 'string', pattern: '\\S' };
const number: JsonSchema = {
  anyOf: [{ type: 'number' }, { type: 'string', pattern: '^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)\\s*$' }],
};
const noType: JsonSchema = { type: ['string', 'null'], pattern: '^$' };
const noEvent: JsonSchema = {
  not: { type: 'object', properties: { type: { enum: ['event'] } }, required: ['type'] },
};
const noSpeech: JsonSchema = { enum: ['', null] };
const event: JsonSchema = { type: 'object', properties: { name: notBlank }, required: ['name'] };

/** The forms of a content as JSON Schema; each needs fields of its own. */
export const CONTENT_FORMS: JsonSchema[] = [
  { properties: { type: typeIs('text'), speech: filled }, required: ['type', 'speech'] },
  { properties: { type: typeIs('text'), speech: noSpeech, text: filled }, required: ['type', 'text'] },
  { properties: { type: noType, attachment: noEvent, speech: filled }, required: ['speech'] },
  { properties: { type: noType, attachment: noEvent, speech: noSpeech, text: filled }, required: ['text'] },
  { properties: { type: typeIs('event'), eventName: notBlank }, required: ['type', 'eventName'] },
  {
    properties: {
      type: { type: ['string', 'null'], pattern: `^$|${anyCase('event')}` },
      eventName: { type: 'null' },
      attachment: {
        type: 'object',
        properties: { type: { type: 'string', enum: ['event'] }, payload: event },
        required: ['type', 'payload'],
      },
    },
    required: ['attachment'],
  },
  { properties: { type: typeIs('location'), lat: number, long: number }, required: ['type', 'lat', 'long'] },
  {
    properties: {
      type: typeIs('media'),
      mediaType: { type: 'string', pattern: anyCase('image|file|audio|video') },
      url: { type: 'string', pattern: '^[hH][tT][tT][pP][sS]?://[^/]' },
    },
    required: ['type', 'mediaType', 'url'],
  },
];

/** A pattern of words in any case. */
function anyCase(words: string): string {
  const letters = words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  return `^(${letters})$`;
}
