import { describe, expect, it } from 'vitest';
import { validateFlow } from '../validate';

const text = (value: string) => ({ type: 'text', text: value });
const button = (label: string) => ({ label, action: { type: 'reply', value: 'x' } });
const messages = (...list: unknown[]) => ({ id: 'n', kind: 'message', messages: list });
const question = (fields: object) => ({
  id: 'n',
  kind: 'question',
  prompt: [text('?')],
  answer: { type: 'text' },
  variable: 'x',
  ...fields,
});
const choices = (...labels: string[]) => ({
  type: 'choice',
  choices: labels.map((label, index) => ({ value: `${index}`, label })),
});

function describeNode(node: unknown): string[] {
  return validateFlow({ format: 1, start: 'n', nodes: [node] }).problems.map(({ message }) => message);
}

describe('a problem of shape, to the author', () => {
  it.each<[string, unknown]>([
    ['The question has no text yet.', question({ prompt: [text('')] })],
    ['Message 2 has no text yet.', question({ prompt: [text('?'), text('')] })],
    ['Choice 2 has no label yet.', question({ answer: choices('A', '') })],
    [
      'The maximum length of the question must be at least 1.',
      question({ answer: { type: 'text', maxLength: 0 } }),
    ],
    ['The message has no messages yet.', messages()],
    [
      'Button 2 has no label yet.',
      messages({ type: 'buttons', text: 'x', buttons: [button('A'), button('')] }),
    ],
    [
      'Button 1 of card 2 of message 2 has no label yet.',
      messages(text('x'), {
        type: 'carousel',
        cards: [
          { type: 'card', title: 'A' },
          { type: 'card', title: 'B', buttons: [button('')] },
        ],
      }),
    ],
    [
      'The text of the message must have at most 8,000 characters, not 8,001.',
      messages(text('x'.repeat(8_001))),
    ],
    [
      'The condition of branch 1 must be a text.',
      { id: 'n', kind: 'condition', branches: [{ id: 'b', when: 1 }] },
    ],
    [
      'Header "a b" has a name that must be a header name.',
      { id: 'n', kind: 'http', method: 'GET', url: 'https://x.test', headers: { 'a b': 'x' } },
    ],
    ['The URL of the HTTP request must be a text.', { id: 'n', kind: 'http', method: 'GET', url: 7 }],
    [
      'Exit "next" must be 1 to 64 letters, digits, _ or -.',
      { id: 'n', kind: 'end', exits: { next: 'a b' } },
    ],
    ['The end has no field "colour".', { id: 'n', kind: 'end', colour: 'red' }],
    ['Node 1 must be an object.', 7],
    ['Node 1 has no kind yet.', { id: 'n' }],
  ])('is a sentence: %s', (message, node) => {
    expect(describeNode(node)).toEqual([message]);
  });

  it.each<[string, unknown]>([
    ['The flow must be an object.', 'flow'],
    ['The flow has no nodes yet.', { format: 1, start: 'n', nodes: [] }],
    [
      'Variable 1 has no name yet.',
      { format: 1, start: 'n', nodes: [{ id: 'n', kind: 'end' }], variables: [{}] },
    ],
    [
      'The flow has no field "extra".',
      { format: 1, start: 'n', nodes: [{ id: 'n', kind: 'end' }], extra: 1 },
    ],
  ])('of the flow itself is a sentence: %s', (message, input) => {
    expect(validateFlow(input).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it('names at most 120 characters of a field of the caller', () => {
    const [message = ''] = describeNode({ id: 'n', kind: 'end', ['x'.repeat(5_000)]: 1 });
    expect(message.length).toBeLessThan(200);
  });
});
