import { type Fields, textIn } from '@/app/_features/flow/graph/read-fields';
import type { Union, Variant } from '../_specs/field';

/**
 * Gives a value another kind of its union. Fields that both kinds share are kept, as the text of a message that becomes buttons;
 * the others begin blank. Undefined for a kind that the union has not.
 */
export function switchVariant(union: Union, value: Fields, type: string): Fields | undefined {
  const before = union.options.find((option) => option.value === textIn(value, 'type'));
  const after = union.options.find((option) => option.value === type);
  if (!after) return undefined;
  const shared = after.fields.filter(
    ({ name }) => value[name] !== undefined && hasSameControl(name, before, after),
  );
  const kept = Object.fromEntries(shared.map(({ name }) => [name, value[name]]));
  return { type, ...after.blank, ...kept };
}

function hasSameControl(name: string, before: Variant | undefined, after: Variant): boolean {
  const controlIn = (variant: Variant | undefined) =>
    variant?.fields.find((field) => field.name === name)?.control;
  return JSON.stringify(controlIn(before)) === JSON.stringify(controlIn(after));
}
