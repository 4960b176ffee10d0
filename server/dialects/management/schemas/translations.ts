import { z } from '@hono/zod-openapi';

const tag = z.string().openapi({ description: 'A BCP 47 language tag', example: 'de' });
const key = z.string().openapi({
  description: 'Names a text by its node and field; it stays the same when the node moves',
  example: 'nodes/welcome/messages/1/text',
});
const nodeId = z
  .string()
  .nullable()
  .openapi({ description: 'Id of the node; null for a form that starts the flow' });

export const translationQuery = z.object({
  language: tag.openapi({ description: 'The language to translate into, a BCP 47 language tag' }),
});

export const translationFile = z
  .strictObject({
    format: z.literal('parley.translation').openapi({ description: 'Always `parley.translation`' }),
    flow: z.string().optional().openapi({ description: 'The slug of the flow; not evaluated' }),
    sourceLanguage: tag.openapi({ description: "The flow's own language, a BCP 47 language tag" }),
    targetLanguage: tag.openapi({ description: 'The language of the translations, a BCP 47 language tag' }),
    texts: z
      .record(
        z.string(),
        z.strictObject({
          source: z
            .string()
            .openapi({ description: "The text in the flow's own language, as it was exported" }),
          target: z.string().openapi({ description: 'The translation; empty if there is none' }),
          note: z.string().optional().openapi({ description: 'Where the text stands; not evaluated' }),
        }),
      )
      .openapi({ description: 'The texts by their keys' }),
  })
  .openapi('TranslationFile');

export const importTranslationBody = z
  .strictObject({
    file: translationFile.openapi({ description: 'The translated file' }),
    applyStale: z
      .boolean()
      .default(false)
      .openapi({ description: 'Whether to apply translations of texts that have changed since the export' }),
  })
  .openapi('ImportTranslation');

export const translationReport = z
  .object({
    draftRev: z.number().int().openapi({ description: 'Revision of the draft after the import' }),
    applied: z.number().int().openapi({ description: 'Number of translations that were set or changed' }),
    unchanged: z.number().int().openapi({ description: 'Number of translations that the draft had already' }),
    untranslated: z
      .number()
      .int()
      .openapi({ description: 'Number of texts without a translation in the file' }),
    unknown: z.array(key).openapi({ description: 'Keys that no text of the draft has' }),
    stale: z
      .array(
        z.object({
          key,
          nodeId,
          source: z.string().openapi({ description: 'The text in the file' }),
          current: z.string().openapi({ description: 'The text in the draft' }),
        }),
      )
      .openapi({ description: 'Texts that have changed since the export' }),
    warnings: z
      .array(
        z.object({ key, nodeId, message: z.string().openapi({ description: 'The problem, for people' }) }),
      )
      .openapi({ description: 'Translations that lack an expression of their source' }),
  })
  .openapi('TranslationReport');
