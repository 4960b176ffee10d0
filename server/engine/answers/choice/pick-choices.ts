/*
 * answers/picked-once  Choices that data decides are evaluated when the question is asked, and are kept in the wait: a reply means
 *                      one of those that were offered, whatever has changed since.
 */
import type { CompiledExpression, CompiledText, Compiler } from '../../compile/compiler';
import { quote } from '../../data/quote';
import { type ChoicesFrom, MAX_CHOICES, type OfferedChoice } from '../../definition/answer';
import type { Json } from '../../json';
import type { ExpectedChoice } from '../../outbound-message';
import { evaluateExpression } from '../../rendering/evaluate-expression';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { trimInput } from '../../text/normalize-input';
import { type CompiledChoices, noteLeftOut } from './compile-choices';

export type OfferedChoices = { choices: readonly OfferedChoice[]; choicesFrom?: ChoicesFrom | undefined };

type Pick = (rendering: Rendering) => ExpectedChoice[];

const MAX_VALUE_CHARS = 200;

/** Whether data decides which choices are offered. */
export function isPicked({ choices, choicesFrom }: OfferedChoices): boolean {
  return choicesFrom !== undefined || choices.some(({ when }) => when !== undefined);
}

/** Compiles the choices that data decides: those of a list first, then those whose condition is true; null if all are fixed. */
export function compilePick(
  answer: OfferedChoices,
  fixed: CompiledChoices,
  compiler: Compiler,
  path: string,
): Pick | null {
  if (!isPicked(answer)) return null;
  const listed = compileListed(answer.choicesFrom, compiler, `${path}/choicesFrom`);
  const conditions = new Map(
    answer.choices.flatMap(({ value, when }, index) =>
      when === undefined ? [] : [[value, compiler.expression(`${path}/choices/${index}/when`, when)]],
    ),
  );
  return (rendering) => {
    const shown = answer.choices.length === 0 ? [] : fixed.offer(rendering);
    noteLeftOut(answer.choices, shown, rendering);
    const own = pickOwn(shown, conditions, rendering);
    return [...listed(own, rendering), ...own];
  };
}

function pickOwn(
  offered: readonly ExpectedChoice[],
  conditions: ReadonlyMap<string, CompiledExpression>,
  rendering: Rendering,
): ExpectedChoice[] {
  return offered.filter(({ value }) => {
    const when = conditions.get(value);
    return when === undefined || Boolean(evaluateExpression(when, rendering));
  });
}

type Listed = (own: readonly ExpectedChoice[], rendering: Rendering) => ExpectedChoice[];

function compileListed(from: ChoicesFrom | undefined, compiler: Compiler, path: string): Listed {
  if (from === undefined) return () => [];
  const list = compiler.expression(`${path}/list`, from.list);
  const value = compiler.expression(`${path}/value`, from.value, ITEM);
  const label = from.label === undefined ? null : compiler.localized(`${path}/label`, from.label, ITEM);
  return (own, rendering) => {
    const entries = evaluateExpression(list, rendering);
    if (!Array.isArray(entries)) {
      rendering.notes.push(`${quote(from.list)} is not a list, so there are no choices from it.`);
      return [];
    }
    const most = Math.min(from.max ?? MAX_CHOICES, MAX_CHOICES - own.length);
    return takeChoices(entries, { value, label, most, own }, rendering);
  };
}

const ITEM = ['item'];

type Entries = {
  value: CompiledExpression;
  label: CompiledText | null;
  most: number;
  own: readonly ExpectedChoice[];
};

function takeChoices(
  entries: readonly Json[],
  { value, label, most, own }: Entries,
  rendering: Rendering,
): ExpectedChoice[] {
  const taken = new Map<string, ExpectedChoice>();
  const used = new Set(own.map((choice) => choice.value));
  for (const item of entries) {
    if (taken.size >= most || rendering.exhausted !== null) break;
    const variables = { ...rendering.variables, item };
    const found = toValue(evaluateExpression(value, rendering, variables));
    if (found === null || used.has(found) || taken.has(found)) continue;
    const shown = label === null ? '' : trimInput(renderText(label, rendering, variables));
    taken.set(found, { value: found, label: shown === '' ? found : shown });
  }
  const rest = entries.length - taken.size;
  if (rest > 0)
    rendering.notes.push(
      `${rest} of ${entries.length} entries are no choice: beyond the most of ${most}, chosen already, or without a value of at most ${MAX_VALUE_CHARS} characters.`,
    );
  return [...taken.values()];
}

/** The value of a choice, which is a text; null for anything that is none. */
function toValue(value: Json): string | null {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const trimmed = trimInput(text);
  return trimmed === '' || trimmed.length > MAX_VALUE_CHARS ? null : trimmed;
}
