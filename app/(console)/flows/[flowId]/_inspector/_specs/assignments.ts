import type { Field } from './field';

/** A list of variables with the expressions that set them. */
export function assignments(
  name: string,
  label: string,
  locals: readonly string[] = [],
  hint?: string,
): Field {
  return {
    name,
    label,
    ...(hint && { hint }),
    control: {
      type: 'list',
      noun: 'variable',
      blank: { variable: 'value', value: '' },
      item: {
        fields: [
          { name: 'variable', label: 'Variable', control: { type: 'plain', mono: true } },
          { name: 'value', label: 'Value', control: { type: 'expression', rows: 'value', locals } },
        ],
      },
    },
  };
}
