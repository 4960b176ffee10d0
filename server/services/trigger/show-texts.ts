import type { LocalizedText } from '@/server/engine/definition/text';
import type { TriggerOf } from '@/server/engine/definition/trigger';
import { chooseText, type TextLanguages } from '@/server/engine/locale/choose-text';
import { parseLanguageTag } from '@/server/engine/locale/locale';
import { type ResolvedRegional, resolveRegional } from '@/server/engine/locale/resolve-regional';
import type { ServiceContext } from '../context';

type Intent = TriggerOf<'intent'>;
type Form = TriggerOf<'form'>;

/** An intent as people read it. */
export type ShownIntent = Omit<Intent, 'displayLabel' | 'subtitle' | 'description' | 'examples'> & {
  displayLabel: string;
  subtitle: string | null;
  description: string | null;
  examples: string[];
};

/** The title and the label of the button of a form, in one language. */
export type ShownForm = { title: string; submitLabel: string | null };

/** The regional settings for a caller of a flow, and the languages in which its texts are shown. */
export type FlowSpeech = { regional: ResolvedRegional; texts: TextLanguages };

/**
 * How the texts of a published version are shown to a caller with a locale, which may be unknown; without one, in the language of
 * the flow, else of the organization.
 */
export async function findSpeech(
  { programs, organizations, actor: { orgId } }: Pick<ServiceContext, 'programs' | 'organizations' | 'actor'>,
  versionId: string,
  locale: string | null,
): Promise<FlowSpeech> {
  const reading = [programs.get(orgId, versionId), organizations.getStart(orgId)] as const;
  const [program, { defaults }] = await Promise.all(reading);
  const own = locale === null ? null : parseLanguageTag(locale);
  const regional = resolveRegional({
    session: own === null ? {} : { locale: own },
    flows: [program],
    defaults,
  });
  return { regional, texts: { language: regional.language, main: program.locale } };
}

/** True if a text of an intent is given per language. */
export function hasLanguages({ displayLabel, subtitle, description, examples }: Intent): boolean {
  return [displayLabel, subtitle, description, ...examples].some((text) => typeof text === 'object');
}

/** An intent with its texts in one language. */
export function showIntent(intent: Intent, languages: TextLanguages): ShownIntent {
  const { displayLabel, subtitle, description, examples } = intent;
  return {
    ...intent,
    displayLabel: chooseText(displayLabel, languages),
    subtitle: chooseOptional(subtitle, languages),
    description: chooseOptional(description, languages),
    examples: examples.map((example) => chooseText(example, languages)),
  };
}

/** The texts of a form in one language. */
export function showForm({ title, submitLabel }: Form, languages: TextLanguages): ShownForm {
  return { title: chooseText(title, languages), submitLabel: chooseOptional(submitLabel, languages) };
}

function chooseOptional(text: LocalizedText | undefined, languages: TextLanguages): string | null {
  return text === undefined ? null : chooseText(text, languages);
}
