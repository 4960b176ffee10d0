import type { Operand, Row } from '@/app/_features/flow/condition/condition';
import type { VariableFact } from '@/app/_features/flow/condition/list-variable-facts';
import { countValues, operatorsFor } from '@/app/_features/flow/condition/operators';

/** A comparison that has no variable yet. */
export const BLANK_ROW: Row = { variable: '', operator: 'is', values: [{ type: 'text', text: '' }] };

/** The value to begin with for a variable. */
export function blankOperand({ kind, choices }: VariableFact): Operand {
  const [first] = choices;
  if (first !== undefined) return { type: 'text', text: first };
  if (kind === 'number') return { type: 'number', number: 0 };
  return kind === 'boolean' ? { type: 'boolean', on: true } : { type: 'text', text: '' };
}

/** Compares another variable: with the same values if they are of its kind, else with its own. */
export function changeVariable(row: Row, before: VariableFact, after: VariableFact): Row {
  const next = { ...row, variable: after.path };
  if (before.kind === after.kind && before.choices.length === 0 && after.choices.length === 0) return next;
  const [first = 'is'] = operatorsFor(after.kind, 'is');
  const operator = operatorsFor(after.kind, first).includes(row.operator) ? row.operator : first;
  return changeOperator({ ...next, values: [blankOperand(after)] }, operator, after);
}

/** Compares in another way, with as many values as that takes. */
export function changeOperator(row: Row, operator: Row['operator'], fact: VariableFact): Row {
  const values = row.values.length > 0 ? row.values : [blankOperand(fact)];
  const taken = { none: 0, one: 1, many: values.length }[countValues(operator)];
  return { ...row, operator, values: values.slice(0, taken) };
}
