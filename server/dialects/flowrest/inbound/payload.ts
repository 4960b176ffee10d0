import { z } from '@hono/zod-openapi';
import { maxCharacters } from '@/server/http/body/max-characters';
import { describeSchema, type JsonSchema } from '@/server/http/routing/openapi';
import { CONTENT_FORMS, contentFields } from './content-fields';
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

/** The fields of all types, as sent. */
const fields = z.object({
  ...metadataFields,
  ...contentFields,
  traceId: z
    .union([z.string().check(maxCharacters(100)), z.number()])
    .nullish()
    .describe("The caller's number of the message, which is kept with it. Default: none"),
  originator: originator.nullish().describe('The sender. Default: a customer without a name'),
  metadata: metadata
    .nullish()
    .describe('Language, time zone and parameters; the fields `lang`, `timezone` and `params` say the same'),
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

const described: JsonSchema = { ...describeSchema(fields), anyOf: CONTENT_FORMS };

export const messageBody = z
  .object({
    payload: payload.openapi({
      type: ['object', 'array'],
      items: {},
      description: 'The message, or a list of one',
      anyOf: [described, { type: 'array', items: described, minItems: 1, maxItems: 1 }],
      example: EXAMPLE,
    }),
  })
  .openapi('Message');
