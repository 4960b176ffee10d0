import { describe, expect, it } from 'vitest';
import { describeHandlers } from './describe-handlers';
import { listVariables } from './list-variables';

const HANDLERS = [
  { id: 'paid', on: { type: 'event', event: 'order.paid', variable: 'order' }, to: 'thanks' },
  { id: 'new', on: { type: 'event', event: '' }, to: 'thanks' },
  { id: 'help', on: { type: 'words', keywords: ['help'] }, to: 'thanks' },
];

describe('the variables of a draft with handlers', () => {
  it('has the variable that a handler fills with the payload of its event', () => {
    const variables = listVariables({ handlers: HANDLERS }, new Map());
    expect(variables.map(({ name }) => name)).toEqual(['trigger', 'visitor', 'order']);
    expect(variables.at(-1)).toEqual({
      ...{ name: 'order', description: 'The payload of the event order.paid' },
      ...{ declared: false, default: undefined, setBy: [], isPayload: true },
    });
  });

  it('keeps the declaration of a variable that a handler fills, and names the nodes that set it too', () => {
    const draft = {
      variables: [{ name: 'order', description: 'The last order', default: {} }],
      handlers: HANDLERS,
      nodes: [{ id: 'forget', kind: 'set' }],
    };
    expect(listVariables(draft, new Map([['forget', ['order']]])).at(-1)).toEqual({
      ...{ name: 'order', description: 'The last order' },
      ...{ declared: true, default: {}, setBy: ['forget'] },
    });
  });
});

describe('the words on a card that handlers lead to', () => {
  it('are those of each handler, also of an event that has no name yet', () => {
    expect(describeHandlers({ handlers: HANDLERS }).get('thanks')).toBe(
      'the event order.paid, an event, “help”',
    );
  });
});
