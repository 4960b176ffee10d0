import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatJson } from './format-json';

it('gives a step its own lines and keeps what it says on one', () => {
  const step = {
    id: 'ask',
    kind: 'message',
    messages: [{ type: 'text', text: 'Hi' }],
    exits: { next: 'end' },
    none: [],
  };
  expect(formatJson({ start: 'ask', nodes: [step] })).toBe(`{
  "start": "ask",
  "nodes": [
    {
      "id": "ask",
      "kind": "message",
      "messages": [{ "type": "text", "text": "Hi" }],
      "exits": { "next": "end" },
      "none": []
    }
  ]
}`);
});

it('breaks up what is wider than the page', () => {
  expect(formatJson({ a: { text: 'x'.repeat(60), more: 'y'.repeat(60) } }).split('\n')).toHaveLength(6);
});

it('writes the same value that it was given', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(JSON.stringify(JSON.parse(formatJson(value)))).toBe(JSON.stringify(value));
    }),
  );
});
