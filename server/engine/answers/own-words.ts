import type { CompiledText, Compiler } from '../compile/compiler';
import type { LocalizedText } from '../definition/text';
import { sayWord, writeValues } from '../locale/words/say-word';
import { findWordKey, WORD_VALUES, type WordKey, type WordValues } from '../locale/words/word-keys';
import { renderText } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';
import { trimInput } from '../text/normalize-input';

/** Says one of the texts that a question may send: its own if it has one that is not empty, else the engine's. */
export type Say<K extends WordKey> = <P extends K>(
  key: P,
  values: WordValues<P>,
  rendering: Rendering,
) => string;

/**
 * Compiles the texts of a question that replace the engine's own; their templates also see the values that the engine's text
 * would insert, such as `min`. `path` is the JSON pointer of the answer within its node.
 */
export function compileWords<K extends WordKey>(
  given: { readonly [P in K]?: LocalizedText | undefined } | undefined,
  compiler: Compiler,
  path: string,
): Say<K> {
  const templates = new Map<WordKey, CompiledText>();
  for (const [key, source] of Object.entries<LocalizedText | undefined>(given ?? {})) {
    const word = findWordKey(key);
    if (source === undefined || word === null) continue;
    templates.set(word, compiler.localized(`${path}/words/${key}`, source, WORD_VALUES[word]));
  }
  return (key, values, rendering) => {
    const template = templates.get(key);
    if (!template) return sayWord(key, values, rendering);
    const variables = { ...rendering.variables, ...writeValues(values, rendering) };
    const text = renderText(template, rendering, variables);
    return trimInput(text) === '' ? sayWord(key, values, rendering) : text;
  };
}
