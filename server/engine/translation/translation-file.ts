import { z } from 'zod';
import { languageTag } from '../definition/text';

/**
 * The texts of a flow in its own language and in another, by keys that stay the same when nodes move: the file that translators
 * get and send back. `target` is empty where there is no translation.
 */
export const translationFile = z.strictObject({
  format: z.literal('parley.translation'),
  /** The slug of the flow; not evaluated. */
  flow: z.string().max(200).optional(),
  sourceLanguage: languageTag,
  targetLanguage: languageTag,
  texts: z.record(
    z.string(),
    z.strictObject({
      source: z.string(),
      target: z.string(),
      /** Where the text stands, for translators. */
      note: z.string().optional(),
    }),
  ),
});

export type TranslationFile = z.infer<typeof translationFile>;

/** A text of a file whose source is another than the flow's: it changed after the export. */
type StaleText = { key: string; nodeId: string | null; source: string; current: string };
/** A finding about one text of a file. */
type TextFinding = { key: string; nodeId: string | null; message: string };

/** The result of an import. With `problems`, nothing is applied. */
export type TranslationReport = {
  /** Texts that were set or changed. */
  applied: number;
  /** Texts that were the same already. */
  unchanged: number;
  /** Texts without a translation in the file. */
  untranslated: number;
  /** Keys that no text of the flow has. */
  unknown: string[];
  stale: StaleText[];
  warnings: TextFinding[];
  problems: TextFinding[];
};
