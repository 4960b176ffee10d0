import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPointerRange, parseJsonTree, parsePointer } from './find-pointer-range';

const FLOW = `{
  "start": "ask",
  "a/b": { "~": true },
  "nodes": [
    { "id": "ask", "kind": "question", "exits": { "next": "gone" } },
    {
      "kind": "end"
    }, 7
  ]
}`;

const at = (pointer: string, text = FLOW) => {
  const { from, to } = findPointerRange(parseJsonTree(text), text, pointer);
  return text.slice(from, to);
};

describe('findPointerRange', () => {
  it.each([
    ['/start', '"ask"'],
    ['/nodes/0/exits/next', '"gone"'],
    ['/nodes/0/kind', '"question"'],
    ['/nodes/2', '7'],
    ['/a~1b/~0', 'true'],
  ])('finds the value of %s', (pointer, found) => expect(at(pointer)).toBe(found));

  it.each([
    ['/nodes', '"nodes"'],
    ['/nodes/0/exits', '"exits"'],
    ['/nodes/0', '"ask"'],
    ['/nodes/1', '{'],
    ['', '{'],
  ])('names the list or object at %j instead of underlining all of it', (pointer, found) =>
    expect(at(pointer)).toBe(found),
  );

  it.each([
    ['/nodes/0/messages', '"ask"'],
    ['/nodes/0/exits/other', '"exits"'],
    ['/nodes/9/kind', '"nodes"'],
    ['/nodes/x', '"nodes"'],
    ['/start/deeper', '"ask"'],
  ])('stops where %s breaks off', (pointer, found) => expect(at(pointer)).toBe(found));

  it('takes the last of two equal names, as JSON.parse does', () => {
    expect(at('/a', '{ "a": 1, "a": 2 }')).toBe('2');
  });

  it('finds what it can in an invalid text', () => {
    expect(at('/a', '{ "a": tru, "b": ')).toBe('{');
    expect(at('/b', '{ "a": 1 "b": 2 }')).toBe('2');
    expect(at('/a', '')).toBe('');
  });

  it('finds every plain value of any document', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value, null, 2);
        for (const [pointer, leaf] of leavesOf(value, ''))
          expect(JSON.parse(at(pointer, text))).toEqual(leaf);
      }),
    );
  });

  it('decodes the segments of a pointer', () => {
    expect(parsePointer('')).toEqual([]);
    expect(parsePointer('/')).toEqual(['']);
    expect(parsePointer('/~01/a~1b')).toEqual(['~1', 'a/b']);
  });
});

function leavesOf(value: unknown, pointer: string): [pointer: string, leaf: unknown][] {
  if (value === null || typeof value !== 'object') return [[pointer, JSON.parse(JSON.stringify(value))]];
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
