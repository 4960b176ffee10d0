import type { Compiler } from '../compile';
import type { Choice } from '../definition/answer';
import { findDuplicates } from '../nodes/duplicates';
import type { SaidChoice } from '../said';
import { type Rendering, textOf } from '../turn/rendering';

/** Compiles choices; their labels are templates. */
export function compileChoices(choices: readonly Choice[], compiler: Compiler, path: string) {
  const compiled = choices.map(({ value, label }, index) => ({
    value,
    label: compiler.text(`${path}/choices/${index}/label`, label),
  }));
  return (rendering: Rendering): SaidChoice[] =>
    compiled.map(({ value, label }) => ({ value, label: textOf(label, rendering) || value }));
}

/** Reports choices that have one value. */
export function checkChoices(choices: readonly Choice[], path: string) {
  const values = choices.map(({ value }) => value);
  return findDuplicates('duplicate_choice', 'choice', values, (index) => `${path}/choices/${index}/value`);
}

/** The choices as a sentence would list them. */
export function listLabels(choices: readonly SaidChoice[]): string {
  return choices.map(({ label }) => label).join(', ');
}
