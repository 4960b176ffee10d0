import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import { isStorable, type JsonObject } from '@/server/shared/json';
import { metadata } from './inbound/metadata';
import { anyObject } from './inbound/originator';

/* Requests and responses as schemas; WIRE.md has their source. */

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

const MAX_EVENT_NAME = 128;

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
  .object({ secondsToPause: z.coerce.number().int().min(1).max(MAX_PAUSE_SECONDS).nullish() })
  .openapi('Handover', { example: { secondsToPause: 600 } });

const shortText = z.string().check(maxCharacters(500));

const broadcastPayload = z
  .object({
    type: z.string().check(maxCharacters(50)),
    speech: z.string().nullish(),
    eventName: z.string().trim().check(maxCharacters(MAX_EVENT_NAME)).nullish(),
    url: z.string().check(maxCharacters(2_000)).nullish(),
    mediaType: shortText.nullish(),
    title: shortText.nullish(),
    lat: z.union([z.string().max(50), z.number()]).nullish(),
    long: z.union([z.string().max(50), z.number()]).nullish(),
    metadata: metadata.nullish(),
  })
  .openapi('BroadcastPayload');

const identifier = z.union([z.string().trim().check(maxCharacters(MAX_THREAD_ID)), z.number()]).nullish();

const person = z
  .object({
    name: z.string().check(maxCharacters(200)).nullish(),
    phoneNumber: identifier,
    identifier,
    // The vendor's table has a text, its examples an object.
    profile: z.union([anyObject, z.string()]).nullish(),
  })
  .transform(({ name, phoneNumber, identifier: own, profile }, issues) => {
    const externalId = String(own || phoneNumber || '');
    if (externalId === '')
      issues.addIssue({ code: 'custom', path: ['identifier'], message: 'must be given, or phoneNumber' });
    return { externalId, name: name?.trim() || null, profile: asObject(profile) };
  })
  .openapi({
    type: 'object',
    description: 'A person; the identifier or phone number is the id of the thread',
    properties: {
      name: { type: 'string' },
      phoneNumber: { type: 'string' },
      identifier: { type: 'string' },
      profile: { type: 'object', additionalProperties: true },
    },
  });

function asObject(profile: JsonObject | string | null | undefined): JsonObject | null {
  return typeof profile === 'object' ? profile : null;
}

export const broadcastBody = z
  .object({
    audience: z.array(person).min(1),
    channel: z
      .object({ channelName: shortText.nullish(), externalId: z.union([shortText, z.number()]).nullish() })
      .nullish(),
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
  .object({ name: shortText.nullish(), id: shortText.nullish() })
  .refine(({ name, id }) => name || id, { error: 'must have a name or an id' });

export const segmentBroadcastBody = z
  .object({ audience: z.array(segmentRef).min(1), payload: broadcastPayload })
  .openapi('SegmentBroadcast', {
    example: { audience: [{ name: 'MY_SEGMENT_1' }], payload: { type: 'event', eventName: 'EVENT_NAME' } },
  });

export type BroadcastPayload = z.output<typeof broadcastPayload>;

const ok = z.literal('ok');
const shown = z.record(z.string(), z.unknown());

export const okReply = z.looseObject({ status: ok }).openapi('Ok', { example: { status: 'ok' } });

export const newThreadReply = z.object({ status: ok, threadId: z.string() }).openapi('NewThread');

/** The reply object, or the response of an asynchronous call. */
export const messageReply = z
  .looseObject({
    status: ok,
    threadId: z.string().optional(),
    messages: z.array(shown).optional(),
    pending: z.literal(true).optional().openapi({ description: 'The webhook gets more (extension)' }),
    notice: z.string().optional(),
  })
  .openapi('Reply');

export const errorBody = z.object({ status: z.literal('error'), message: z.string() }).openapi('Error');
