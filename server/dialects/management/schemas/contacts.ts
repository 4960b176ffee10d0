import { z } from '@hono/zod-openapi';
import { anyObject, createdAt, EXAMPLE_ID, id, idOf, orgId, paged, pageQuery, search, time } from './base';

const ATTRIBUTES = 'At most 200 attributes, and 4,096 characters of JSON together with name and locale.';

const name = z.string().nullable();
const locale = z.string().nullable();
const channel = z.string().openapi({
  pattern: '\\S',
  maxLength: 255,
  description:
    'Id of the channel; for sessions without a channel the name that their caller gives it, such as `api`',
});
const address = z.string().openapi({
  pattern: '\\S',
  maxLength: 500,
  description:
    "The caller's id of the person there: the id of the thread, or of the session without a thread",
});
const attributes = (description: string) =>
  anyObject.openapi({ description: `${description} ${ATTRIBUTES}` });

export const contactPath = z.object({ orgId, contactId: idOf('the contact') });

export const contactsQuery = pageQuery.extend({
  search,
  address: z.string().max(500).optional().openapi({ description: 'An exact address' }),
  channel: z.string().max(255).optional().openapi({ description: 'The channel of `address`; default: any' }),
});

const contactName = name.openapi({ maxLength: 255, description: 'Name of the person; null for none' });
const contactLocale = locale.openapi({ description: 'A language tag, such as pt-BR; null for none' });

export const createContactBody = z
  .strictObject({
    name: contactName.optional(),
    locale: contactLocale.optional(),
    attributes: attributes('What is known of the person, by name.').optional(),
    addresses: z.array(z.strictObject({ channel, address })).min(1).max(50).openapi({
      description: 'Where the person is reached, each the address of one contact',
    }),
  })
  .openapi('CreateContact', {
    example: { name: 'Ada', addresses: [{ channel: 'api', address: '+4915112345678' }] },
  });

export const updateContactBody = z
  .strictObject({
    name: contactName.optional(),
    locale: contactLocale.optional(),
    attributes: attributes('Attributes to change; null deletes one.').optional(),
  })
  .openapi('UpdateContact', { example: { attributes: { plan: 'gold' } } });

export const mergeContactBody = z
  .strictObject({
    contactId: z.string().openapi({ description: 'Id of the contact that is merged and deleted' }),
  })
  .openapi('MergeContact', { example: { contactId: EXAMPLE_ID } });

export const contact = z
  .object({
    id: id.describe('Id of the contact'),
    name: name.describe('Name of the person; null if it is not known'),
    locale: locale.describe('Language tag of the person; null if it is not known'),
    attributes: anyObject.describe('What flows and people have stored, by name'),
    addresses: z
      .array(
        z.object({
          channel: z.string().describe('Id of the channel, or the name that callers without one give'),
          address: z.string().describe("The callers' id of the person there"),
          createdAt,
        }),
      )
      .describe('Where the person is reached, the oldest first'),
    createdAt,
    updatedAt: time.describe('When it was changed last'),
  })
  .openapi('Contact');
export const contactList = paged(contact).openapi('Contacts');

export const contactSessions = z
  .object({
    items: z
      .array(
        z.object({
          id: id.describe('Id of the session'),
          flowId: id.describe('The flow of the session'),
          status: z.string().describe('Status of the session'),
          channel: z.string().describe('Kind or name of the channel'),
          channelId: id.nullable().describe('The channel; null without one'),
          threadId: id.nullable().describe('The thread; null without one'),
          externalId: z.string().nullable().describe("The caller's id of the session or thread"),
          createdAt,
          lastActivityAt: time.describe('When the last turn was taken'),
        }),
      )
      .describe('The last 100 sessions, the newest first'),
  })
  .openapi('ContactSessions');

const count = (what: string) => z.number().int().describe(what);

export const erasure = z
  .object({
    contactId: id.describe('Id of the contact'),
    complete: z.boolean().describe('False after 15 seconds: repeat the call until it is true'),
    erased: z
      .object({
        sessions: count('Sessions, with their forks'),
        turns: count('Turns of the sessions'),
        messages: count('Messages of the sessions'),
        suggestions: count('Suggested replies'),
        deliveries: count('Webhooks, sent or not'),
        answers: count('Stored answers of requests with an Idempotency-Key'),
        requests: count('Records of the request log'),
        events: count('Events that flows emitted, and those that pages reported'),
        tests: count('Tests of flows that were made of the sessions'),
        threads: count('Threads with their variables'),
        files: count('Uploaded files'),
      })
      .describe('What this call deleted'),
  })
  .openapi('Erasure');

const list = (what: string) => z.array(anyObject).describe(what);

export const contactExport = z
  .object({
    format: z.literal('parley.person').describe('The format of the file'),
    exportedAt: time.describe('When it was made'),
    contact: contact.describe('The contact'),
    threads: list('Threads, with what callers sent about the person'),
    sessions: list('Sessions, each with its variables and messages, newest first'),
    webhooks: list('Webhooks, with their bodies'),
    events: list('What pages reported'),
    files: list('Files, in base64'),
  })
  .openapi('PersonExport');
