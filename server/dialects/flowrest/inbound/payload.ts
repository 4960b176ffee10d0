import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import { type Metadata, mergeMetadata, metadata, metadataFields } from './metadata';
import { type Originator, originator } from './originator';
import { type PayloadContent, parsePayloadContent } from './payload-content';

/*
 * The payload of a message (WIRE.md#payload). The vendor's pages, samples and older clients disagree in places; all of
 * their spellings are accepted.
 */

/** A payload in one spelling. */
export type Payload = {
  /** The caller's number of the message. */
  traceId: string | null;
  originator: Originator;
  metadata: Metadata;
} & PayloadContent;

const MAX_EVENT_NAME = 128;

const coordinate = z.union([z.string().max(50), z.number()], 'must be a number').nullish();

/** The fields of all types, as sent. */
const fields = z.object({
  ...metadataFields,
  type: z.string().check(maxCharacters(50)).nullish().openapi({ example: 'text' }),
  traceId: z.union([z.string().check(maxCharacters(100)), z.number()]).nullish(),
  originator: originator.nullish(),
  metadata: metadata.nullish(),
  speech: z.string().nullish().openapi({ example: 'hello' }),
  text: z.string().nullish(),
  eventName: z.string().check(maxCharacters(MAX_EVENT_NAME)).nullish(),
  lat: coordinate,
  long: coordinate,
  title: z.string().check(maxCharacters(500)).nullish(),
  mediaType: z.string().check(maxCharacters(50)).nullish(),
  url: z.string().check(maxCharacters(2_000)).nullish(),
  mimeType: z.string().check(maxCharacters(200)).nullish(),
  mimetype: z.string().check(maxCharacters(200)).nullish(),
  attachment: z
    .object({
      type: z.string().nullish(),
      payload: z.object({ name: z.string().check(maxCharacters(MAX_EVENT_NAME)).nullish() }).nullish(),
    })
    .nullish(),
});

const EXAMPLE = { type: 'text', speech: 'hello', originator: { name: 'John Doe', role: 'external' } };

/** The payload of a message, or a list of one. */
const payload = z.preprocess(
  (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value),
  fields.transform((given, issues): Payload => {
    const { traceId, originator: sender, metadata: data } = given;
    const content = parsePayloadContent(given, (field, message) =>
      issues.addIssue({ code: 'custom', path: [field], message }),
    );
    if (!content) return z.NEVER;
    return {
      traceId: traceId === null || traceId === undefined ? null : String(traceId),
      originator: sender ?? { role: 'external', name: null, id: null, profile: null, metadata: null },
      metadata: mergeMetadata(data, given),
      ...content,
    };
  }),
);

const text = { type: 'string' as const };
const object = { type: 'object' as const, additionalProperties: true };

export const messageBody = z
  .object({
    payload: payload.openapi({
      type: 'object',
      properties: {
        type: { ...text, enum: ['text', 'event', 'location', 'media'] },
        traceId: { type: 'number' },
        originator: {
          type: 'object',
          properties: {
            name: text,
            role: { ...text, enum: ['external', 'moderator'] },
            profile: object,
            metadata: object,
          },
        },
        metadata: {
          type: 'object',
          properties: { language: text, timezone: { type: 'number' }, params: object },
        },
        speech: { ...text, description: 'of a text' },
        eventName: { ...text, description: 'of an event' },
        lat: { ...text, description: 'of a location' },
        long: { ...text, description: 'of a location' },
        title: { ...text, description: 'of a location or media' },
        mediaType: { ...text, enum: ['image', 'file', 'audio', 'video'], description: 'of media' },
        url: { ...text, description: 'of media' },
        mimeType: { ...text, description: 'of media' },
      },
      example: EXAMPLE,
    }),
  })
  .openapi('Message');
