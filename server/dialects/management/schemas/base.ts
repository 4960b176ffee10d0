import { z } from '@hono/zod-openapi';

export const id = z.string().openapi({ format: 'uuid' });
export const time = z.iso.datetime({ offset: true });
export const anyObject = z.record(z.string(), z.unknown());
export const paged = <S extends z.ZodType>(item: S) =>
  z.object({
    items: z.array(item).describe('The items of this page, in order'),
    nextCursor: z.string().nullable().describe('The `cursor` of the next page; null on the last one'),
  });

/** A name of at most that many characters, which the service checks. */
export const described = (max: number, description: string) => ({
  pattern: '\\S',
  maxLength: max,
  description,
});

/** The address of a webhook, which the service checks. */
export const WEB_ADDRESS = { format: 'uri', pattern: '^[hH][tT][tT][pP][sS]?://[^/]', maxLength: 2_048 };

/** Fields that several resources have. */
export const createdAt = time.describe('When it was created');
export const updatedByName = z
  .string()
  .nullable()
  .describe('The name of that member or key; null if it is gone');
export const usedIn = z
  .array(
    z.object({
      flowId: id.describe('Id of the flow'),
      slug: z.string().describe('Slug of the flow'),
      name: z.string().describe('Name of the flow'),
    }),
  )
  .describe('The flows whose draft or published version names it');
export const flowIdOf = (what: string) => id.nullable().describe(`The flow of ${what}; null without one`);

export const EXAMPLE_ID = '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a';

/** An id in a path or a query. */
export const idOf = (thing: string) =>
  z.string().openapi({ description: `Id of ${thing}`, example: EXAMPLE_ID });

export const orgId = idOf('the organization');
export const orgPath = z.object({ orgId });

export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(100)
  .default(50)
  .openapi({ description: 'Largest number of items' });
const cursor = z
  .string()
  .optional()
  .openapi({ description: 'The nextCursor of the previous page; default: the first page' });
export const search = z.string().max(200).optional().openapi({ description: 'A part of the text to find' });

export const pageQuery = z.object({ cursor, limit });

export const errorBody = z
  .object({
    error: z
      .object({
        code: z.string().describe('Code of the error, for programs'),
        message: z
          .string()
          .describe('The cause and how to correct the request, for people; the words may change'),
        details: anyObject
          .optional()
          .describe('Data of the error, such as the `issues` of a body. Absent if the code has none'),
        requestId: z.string().describe('Id of the request, as in the header X-Request-Id'),
      })
      .describe('Why the request failed'),
  })
  .openapi('Error');
