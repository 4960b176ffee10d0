import type { Field } from './field';

/** Whether a new message ends a call. */
export const INTERRUPTIBLE: Field = {
  name: 'interruptible',
  label: 'A new message interrupts it',
  hint: 'On channels whose messages interrupt. Lead the exit Interrupted to a question, which takes the message.',
  optional: true,
  control: { type: 'switch', fallback: false },
};
