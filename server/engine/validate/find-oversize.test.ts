import { describe, expect, it } from 'vitest';
import { end, flow } from '../fixtures/small-nodes';
import { validateFlow } from '../validate';

const texts = (value: unknown) => JSON.stringify(value);

describe('a definition with a key named __proto__', () => {
  const parse = (text: string) => validateFlow(JSON.parse(text)).problems;

  it.each([
    ['at its top', texts({ ...flow(end), nodes: [end] }).replace('{', '{"__proto__":1,'), '/__proto__'],
    [
      'among exits',
      texts(flow({ ...end, exits: 'X' })).replace('"X"', '{"__proto__":"end"}'),
      '/nodes/0/exits/__proto__',
    ],
    [
      'in its data',
      texts(flow({ ...end, output: 'X' })).replace('"X"', '{"a":[{"__proto__":1}]}'),
      '/nodes/0/output/a/0/__proto__',
    ],
  ])('is rejected %s, with its path', (_, text, path) => {
    expect(parse(text)).toEqual([
      expect.objectContaining({ code: 'shape', path, message: 'A key named __proto__ is not accepted.' }),
    ]);
  });
});
