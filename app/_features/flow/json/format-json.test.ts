import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatJson } from './format-json';

it('gives a node its own lines and keeps its messages on one', () => {
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

it('splits values that are wider than a line', () => {
  expect(formatJson({ a: { text: 'x'.repeat(60), more: 'y'.repeat(60) } }).split('\n')).toHaveLength(6);
});

it('keeps the value unchanged', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(JSON.stringify(JSON.parse(formatJson(value)))).toBe(JSON.stringify(value));
    }),
  );
});
