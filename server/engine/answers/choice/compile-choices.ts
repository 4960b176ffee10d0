import type { CompiledText, Compiler } from '../../compile/compiler';
import type { Choice } from '../../definition/answer';
import { joinList } from '../../locale/words/say-word';
import type { ExpectedChoice } from '../../outbound-message';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { trimInput } from '../../text/normalize-input';

/** Compiled choices: as they are offered, and as they read in the further languages of their labels. */
export type CompiledChoices = {
  offer(rendering: Rendering): ExpectedChoice[];
  translate(offered: readonly ExpectedChoice[], rendering: Rendering): TranslatedChoices[];
};

/** The offered choices in another language. */
type TranslatedChoices = { language: string; choices: ExpectedChoice[] };

type CompiledChoice = { value: string; label: CompiledText };

/**
 * Compiles choices, whose labels are templates. A choice whose label renders empty is left out; if all do, they are offered by
 * their values, so that the question can be answered.
 */
export function compileChoices(
  choices: readonly Choice[],
  compiler: Compiler,
  path: string,
): CompiledChoices {
  return toChoices(
    choices.map(({ value, label }, index) => ({
      value,
      label: compiler.localized(`${path}/choices/${index}/label`, label),
    })),
  );
}

/** Offers compiled labels as choices. */
export function toChoices(compiled: readonly CompiledChoice[]): CompiledChoices {
  const languages = [...new Set(compiled.flatMap(({ label }) => [...label.languages.keys()]))];
  const render = (rendering: Rendering): ExpectedChoice[] =>
    compiled.map(({ value, label }) => ({ value, label: renderText(label, rendering) }));
  return {
    offer(rendering) {
      const all = render(rendering);
      const shown = all.filter(({ label }) => trimInput(label) !== '');
      return shown.length > 0 ? shown : all.map(({ value }) => ({ value, label: value }));
    },
    translate(offered, rendering) {
      const values = new Set(offered.map(({ value }) => value));
      return languages.map((language) => {
        // What is missing in a text that is not shown is no concern of the author's.
        const other: Rendering = { ...rendering, language, misses: [], notes: [] };
        const choices = render(other).filter(({ value }) => values.has(value));
        rendering.exhausted ??= other.exhausted;
        return { language, choices };
      });
    },
  };
}

/** Notes in the trace which choices were left out. */
export function noteLeftOut(
  choices: readonly Choice[],
  offered: readonly ExpectedChoice[],
  { notes }: Rendering,
): void {
  const values = new Set(offered.map(({ value }) => value));
  for (const { value } of choices)
    if (!values.has(value)) notes.push(`The choice "${value}" was left out: its label is empty.`);
}

/** Joins the labels for use in a sentence. */
export function listLabels(choices: readonly ExpectedChoice[], rendering: Rendering): string {
  return joinList(
    choices.map(({ label }) => label),
    rendering,
  );
}
