import type { Compiler } from '../../compile/compiler';
import type { Choice } from '../../definition/answer';
import { reportDuplicates } from '../../definition/find-duplicates';
import { type NodeProblem, nodeError } from '../../definition/problem';
import type { ExpectedChoice } from '../../outbound-message';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { trimInput } from '../../text/normalize-input';
import { foldChoice } from './match-choice';

/**
 * Compiles choices, whose labels are templates. A choice whose label renders empty is left out; if all do, they are offered by
 * their values, so that the question can be answered.
 */
export function compileChoices(choices: readonly Choice[], compiler: Compiler, path: string) {
  const compiled = choices.map(({ value, label }, index) => ({
    value,
    label: compiler.text(`${path}/choices/${index}/label`, label),
  }));
  return (rendering: Rendering): ExpectedChoice[] => {
    const all = compiled.map(({ value, label }) => ({ value, label: renderText(label, rendering) }));
    const shown = all.filter(({ label }) => trimInput(label) !== '');
    return shown.length > 0 ? shown : all.map(({ value }) => ({ value, label: value }));
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

/** Reports choices with equal values, and choices that read the same when typed. */
export function checkChoices(choices: readonly Choice[], path: string): NodeProblem[] {
  const values = choices.map(({ value }) => value);
  return [
    ...reportDuplicates('duplicate_choice', 'choice', values, (index) => `${path}/choices/${index}/value`),
    ...findAmbiguous(choices, path),
  ];
}

// A label that contains a template is known only at run time.
function findAmbiguous(choices: readonly Choice[], path: string): NodeProblem[] {
  const owners = new Map<string, number>();
  return choices.flatMap(({ value, label }, index) => {
    const names = label.includes('{{') ? [value] : [value, label];
    const keys = names.map(foldChoice).filter((key) => key !== '');
    const other = keys.map((key) => owners.get(key)).find((owner) => owner !== undefined);
    for (const key of keys) if (!owners.has(key)) owners.set(key, index);
    if (other === undefined || choices[other]?.value === value) return [];
    const message = `The choices "${choices[other]?.label}" and "${label}" are the same when typed.`;
    return [nodeError('choices_alike', `${path}/choices/${index}/label`, message)];
  });
}

/** Joins the labels for use in a sentence. */
export function listLabels(choices: readonly ExpectedChoice[]): string {
  return choices.map(({ label }) => label).join(', ');
}
