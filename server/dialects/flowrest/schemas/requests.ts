import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { maxCharacters } from '@/server/http/body/max-characters';
import { isStorable, type JsonObject } from '@/server/shared/json';
import { CONTENT_FORMS, contentFields, MAX_EVENT_NAME } from '../inbound/content-fields';
import { metadata } from '../inbound/metadata';

/* Requests as schemas; WIRE.md has their source. */

const MAX_THREAD_ID = 255;

const threadId = z
  .string()
  .check(maxCharacters(MAX_THREAD_ID, `must have at most ${MAX_THREAD_ID} characters`))
  .refine(isStorable, 'contains characters that cannot be stored')
  .openapi({
    description: "The caller's id of the conversation",
    example: 'EXAMPLE-853a-448f-9f91-ef397588ff87',
  });

export const threadPath = z.object({ threadId });

/** A query parameter that is `true` or `false`; any other value is refused, so that none is taken for `false`. */
const flag = (description: string) =>
  z
    .enum(['true', 'false'], 'must be true or false, and given once')
    .optional()
    .transform((given) => given === 'true')
    .openapi({ type: 'string', enum: ['true', 'false'], description });

/** WIRE.md#asynchronous-by-default. */
const sync = flag('The result is the response instead of a call of the webhook');
/** WIRE.md#asynchronous-by-default. */
const writeConcern = flag('Answers when the message is processed');

const page = z.coerce
  .number('must be a number from 1 on')
  .int()
  .min(1)
  .max(1_000_000)
  .default(1)
  .openapi({ description: 'Page of 20 items, from 1' });

export const syncQuery = z.object({ sync });
export const pageQuery = z.object({ sync, page });
export const messageQuery = z.object({ sync, writeConcern });
export const historyQuery = z.object({
  sync,
  page,
  event: flag('Shows triggered events, too'),
  events: flag('The same, as the vendor spells it elsewhere'),
});
export const resolveQuery = z.object({ writeConcern });

export const eventQuery = z.object({
  eventName: z
    .string('must be given once')
    .trim()
    .min(1, 'must not be empty')
    .check(maxCharacters(MAX_EVENT_NAME))
    .refine(isStorable, 'contains characters that cannot be stored')
    .openapi({ description: 'Name of an event in the list of events', example: 'MY_EVENT' }),
});

const MAX_PAUSE_SECONDS = 31_536_000;

/** WIRE.md#endpoints; the seconds may be a text. */
export const handoverBody = z
  .object({
    secondsToPause: z
      .preprocess(
        (given) => (typeof given === 'string' && given.trim() !== '' ? Number(given) : given),
        z.number().int().min(1).max(MAX_PAUSE_SECONDS).nullish(),
      )
      .openapi({
        type: ['integer', 'string', 'null'],
        minimum: 1,
        maximum: MAX_PAUSE_SECONDS,
        pattern: '^[1-9][0-9]{0,6}$',
      })
      .describe(
        'Seconds until the bot resumes; a number as a text is accepted. Default: until somebody resumes it',
      ),
  })
  .openapi('Handover', { example: { secondsToPause: 600 } });

const shortText = z.string().check(maxCharacters(500));

const broadcastPayload = z
  .object({
    ...contentFields,
    metadata: metadata.nullish().describe('Language, time zone and parameters for every recipient'),
  })
  .openapi('BroadcastPayload', { description: 'The message to send', anyOf: CONTENT_FORMS });

const identifier = z.union([z.string().trim().check(maxCharacters(MAX_THREAD_ID)), z.number()]).nullish();

const person = z
  .object({
    name: z.string().check(maxCharacters(200)).nullish().describe('Name of the person. Default: none'),
    phoneNumber: identifier.describe('Phone number. The id of the thread, unless `identifier` is given'),
    identifier: identifier.describe('The id of the thread. Default: the phone number'),
    // The vendor's table has a text, its examples an object.
    profile: z
      .union([jsonObject, z.string()])
      .nullish()
      .describe('Profile of the person, replaced as a whole. A text is ignored'),
  })
  .transform(({ name, phoneNumber, identifier: own, profile }, issues) => {
    const externalId = String(own || phoneNumber || '');
    if (externalId === '')
      issues.addIssue({ code: 'custom', path: ['identifier'], message: 'must be given, or phoneNumber' });
    return { externalId, name: name?.trim() || null, profile: asObject(profile) };
  });

function asObject(profile: JsonObject | string | null | undefined): JsonObject | null {
  return typeof profile === 'object' ? profile : null;
}

export const broadcastBody = z
  .object({
    audience: z.array(person).min(1).describe('The people to reach, at most 500; each is reached once'),
    channel: z
      .object({
        channelName: shortText.nullish().describe('Name of the channel; ignored'),
        externalId: z
          .union([shortText, z.number()])
          .nullish()
          .describe(
            'Id of the channel in another system; ignored. The id of another channel here is refused',
          ),
      })
      .nullish()
      .describe("The channel; always the key's own"),
    payload: broadcastPayload,
  })
  .openapi('Broadcast', {
    example: {
      audience: [{ name: 'John Doe', phoneNumber: '+12345678901', profile: {} }],
      channel: { channelName: 'whatsapp', externalId: '+10987654321' },
      payload: { type: 'event', eventName: 'MY_EVENT' },
    },
  });

const segmentRef = z
  .object({
    name: shortText.nullish().describe('Name of the segment'),
    id: shortText
      .nullish()
      .describe('Id of a segment of this channel. Default: found by its name; one of the two is required'),
  })
  .refine(({ name, id }) => name || id, { error: 'must have a name or an id' });

export const segmentBroadcastBody = z
  .object({
    audience: z.array(segmentRef).min(1).describe('The segments to reach'),
    payload: broadcastPayload,
  })
  .openapi('SegmentBroadcast', {
    example: { audience: [{ name: 'MY_SEGMENT_1' }], payload: { type: 'event', eventName: 'EVENT_NAME' } },
  });

export type BroadcastPayload = z.output<typeof broadcastPayload>;
