import type { Shape } from './field';

/** A duration or a time. */
export const wait: Shape = {
  label: 'Wait',
  options: [
    {
      value: 'for',
      label: 'For a duration',
      blank: { duration: { amount: 1, unit: 'minutes' } },
      fields: [{ name: 'duration', label: 'Duration', control: { type: 'duration' } }],
    },
    {
      value: 'until',
      label: 'Until a time',
      blank: { time: '' },
      fields: [
        {
          name: 'time',
          label: 'Time',
          hint: 'A time such as 9:00, tomorrow 9:00, monday 9:00 or 2030-12-31 10:00, also in the words of the flow’s language, or an expression. If the time is already past, the flow continues at once.',
          control: { type: 'expression', time: true, placeholder: 'tomorrow 9:00' },
        },
        {
          name: 'timeZone',
          label: 'Time zone',
          hint: 'A name such as Europe/Berlin. Default: the time zone of the session, else of the flow.',
          optional: true,
          control: { type: 'template', placeholder: 'Europe/Berlin' },
        },
      ],
    },
  ],
};
