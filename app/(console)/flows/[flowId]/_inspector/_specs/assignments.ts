import type { Field } from './field';

/** A list of variables with the expressions that set them. */
export function assignments(
  name: string,
  label: string,
  locals: readonly string[] = [],
  hint?: string,
): Field & { control: { type: 'list' } } {
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

/** The changes of the contact. */
export const contactChanges: Field = {
  name: 'contact',
  label: 'Contact',
  hint: 'Stored with the person across sessions, after the assignments. Field: name, locale or attributes.plan; the value null deletes it.',
  optional: true,
  blank: [{ field: 'attributes.plan', value: '' }],
  control: {
    type: 'list',
    noun: 'change',
    blank: { field: 'attributes.plan', value: '' },
    item: {
      fields: [
        { name: 'field', label: 'Field', control: { type: 'plain', mono: true } },
        { name: 'value', label: 'Value', control: { type: 'expression' } },
      ],
    },
  },
};
