import { describe, expect, it } from 'vitest';
import { validateFlow } from './validate';

const end = { id: 'end', kind: 'end' };
const flow = (...nodes: unknown[]) => ({ format: 1, start: 'end', nodes });

const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
const circular: { nodes: unknown[] } = { nodes: [] };
circular.nodes.push(circular);
const hostile = {
  get nodes() {
    throw new Error('no');
  },
};

describe('a definition with an invalid shape', () => {
  it('is reported node by node, with a JSON pointer', () => {
    const { definition, problems } = validateFlow(
      flow(end, { id: 'm', kind: 'message', messages: [], x: 1, 'y/z': 2 }, { id: 'n', kind: 'no' }),
    );
    expect(definition).toBeNull();
    expect(problems).toMatchObject([
      { severity: 'error', code: 'shape', nodeId: 'm', path: '/nodes/1/messages' },
      {
        severity: 'error',
        code: 'shape',
        nodeId: 'm',
        path: '/nodes/1/x',
        message: 'The message has no field "x".',
      },
      { severity: 'error', code: 'shape', nodeId: 'm', path: '/nodes/1/y~1z' },
      { severity: 'error', code: 'shape', nodeId: 'n', path: '/nodes/2/kind' },
    ]);
  });

  it('of a newer format has that one problem', () => {
    for (const format of [2, 17]) {
      const { definition, problems } = validateFlow({ format, steps: [], nodes: 'elsewhere' });
      expect(definition).toBeNull();
      expect(problems).toEqual([
        {
          severity: 'error',
          code: 'shape',
          nodeId: null,
          path: '/format',
          message: 'The flow was written by a newer version of Parley, which this version cannot read.',
        },
      ]);
    }
    for (const format of [0, 1.5, '2', null])
      expect(validateFlow({ ...flow(end), format }).problems).toMatchObject([{ path: '/format' }]);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a number', 7],
    ['a text', 'flow'],
    ['a list', []],
    ['nothing in it', {}],
    ['no nodes', { format: 1, start: 'a', nodes: [] }],
    ['nodes that are none', flow(null, 7, 'x', [])],
    ['another format', { ...flow(end), format: 2 }],
    ['absurd depth', flow({ ...end, output: deep })],
    ['absurd depth at the top', deep],
    ['a circle', circular],
    ['a getter that throws', hostile],
    ['absurd size', flow({ ...end, output: Array.from({ length: 300_000 }, () => 1) })],
    ['a function', () => 1],
    ['a big integer', { format: 1n }],
  ])('is rejected without throwing: %s', (_, input) => {
    const { definition, problems } = validateFlow(input);
    expect(definition).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    for (const { code, path } of problems) {
      expect(code).toBe('shape');
      expect(path).toMatch(/^(\/.*)?$/);
    }
  });

  it('is rejected for its size', () => {
    expect(validateFlow(deep).problems).toMatchObject([
      { nodeId: null, path: '', message: 'The definition is nested more than 64 levels deep.' },
    ]);
  });

  it('reports a bounded number of problems', () => {
    const nodes = Array.from({ length: 2000 }, (_, index) => ({
      id: `n${index}`,
      kind: 'message',
      messages: [{}],
    }));
    expect(validateFlow(flow(...nodes)).problems).toHaveLength(500);
  });
});

// A superlinear algorithm would exceed the time limit of the test.
describe('large flows', () => {
  const set = (id: number, next: number) => ({
    id: `n${id}`,
    kind: 'set',
    assign: [{ variable: 'a', value: 'a + 1' }],
    exits: { next: `n${next}` },
  });

  it.each<[string, (index: number) => number]>([
    ['one chain', (index) => index + 1],
    ['one circle', (index) => (index + 1) % 2000],
    ['a thousand circles', (index) => index ^ 1],
  ])('are validated in linear time: %s', (_, next) => {
    const nodes = Array.from({ length: 2000 }, (_, index) => set(index, next(index)));
    const { definition, problems } = validateFlow({ format: 1, start: 'n0', nodes });
    expect(definition?.nodes).toHaveLength(nodes.length);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('are validated in linear time: every branch of every node has its own target', () => {
    const nodes = Array.from({ length: 400 }, (_, node) => ({
      id: `n${node}`,
      kind: 'condition',
      branches: Array.from({ length: 50 }, (_, branch) => ({ id: `b${branch}`, when: 'true' })),
      exits: Object.fromEntries(
        Array.from({ length: 50 }, (_, branch) => [`b${branch}`, `n${(node * 7 + branch) % 400}`]),
      ),
    }));
    const { definition, problems } = validateFlow({ format: 1, start: 'n0', nodes });
    expect(definition?.nodes).toHaveLength(nodes.length);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });
});
