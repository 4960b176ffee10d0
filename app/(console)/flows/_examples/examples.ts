import feedback from './feedback.json';
import greeting from './greeting.json';
import support from './support.json';

/** What a new flow can begin with; `definition` is undefined for the server's own blank one. */
export type Example = { id: string; name: string; description: string; definition: unknown };

export const BLANK: Example = {
  id: 'blank',
  name: 'Blank',
  description: 'Says hello and ends.',
  definition: undefined,
};

/** Small flows that show one thing each. */
export const EXAMPLES: readonly Example[] = [
  BLANK,
  { id: 'greeting', name: 'Greeting', description: greeting.description, definition: greeting },
  { id: 'feedback', name: 'Feedback', description: feedback.description, definition: feedback },
  { id: 'support', name: 'Support desk', description: support.description, definition: support },
];
