import feedback from './feedback.json';
import greeting from './greeting.json';
import support from './support.json';

/** A start for a new flow; `definition` is undefined for the server's default. */
export type Example = { id: string; name: string; description: string; definition: unknown };

export const BLANK: Example = {
  id: 'blank',
  name: 'Blank',
  description: 'Says hello and ends.',
  definition: undefined,
};

/** Small flows that each show one feature. */
export const EXAMPLES: readonly Example[] = [
  BLANK,
  { id: 'greeting', name: 'Greeting', description: greeting.description, definition: greeting },
  { id: 'feedback', name: 'Feedback', description: feedback.description, definition: feedback },
  { id: 'support', name: 'Support desk', description: support.description, definition: support },
];
