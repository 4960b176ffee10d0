/** A definition that is or was unusually costly to validate; `code` is its first problem when it is refused. */
export type OddDefinition = { name: string; code: string | null; make(): object };

const END = { id: 'end', kind: 'end', exits: {} };
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const flow = (nodes: readonly object[], more: object = {}) => ({
  format: 1,
  start: 'n0',
  nodes: [...nodes, END],
  ...more,
});

const branches = (index: number, whens: readonly string[]) => ({
  id: `n${index}`,
  kind: 'condition',
  branches: whens.map((when, branch) => ({ id: `b${branch}`, when })),
  exits: Object.fromEntries([...whens.map((_, branch) => [`b${branch}`, 'end']), ['else', `n${index + 1}`]]),
});

const says = (index: number, text: string, count = 1) => ({
  id: `n${index}`,
  kind: 'message',
  messages: times(count, () => ({ type: 'text', text })),
  exits: { next: `n${index + 1}` },
});

const TERMS = (count: number) => times(count, (term) => `v${term} > ${term}`).join(' && ');
const SHAPE = 'shape';
const BUDGET = 'definition_budget';

/** Definitions that once blocked a process for seconds, and shapes that stress other parts. */
export const ODD_DEFINITIONS: readonly OddDefinition[] = [
  {
    name: '40 × 10 conditions of 8,000 characters',
    code: 'body_too_large',
    make: () =>
      flow(
        times(40, (index) =>
          branches(
            index,
            times(10, () => `[${'1,'.repeat(3_998)}1]`),
          ),
        ),
      ),
  },
  {
    name: '12 × 10 conditions of 8,000 characters',
    code: BUDGET,
    make: () =>
      flow(
        times(12, (index) =>
          branches(
            index,
            times(10, () => `[${'1,'.repeat(3_998)}1]`),
          ),
        ),
      ),
  },
  {
    name: '6 × 10 conditions of 8,000 characters',
    code: 'dangling_exit',
    make: () =>
      flow(
        times(6, (index) =>
          branches(
            index,
            times(10, () => `[${'1,'.repeat(3_998)}1]`),
          ),
        ),
      ),
  },
  {
    name: '300 × 60-term conditions',
    code: 'dangling_exit',
    make: () => flow(times(300, (index) => branches(index, [TERMS(60)]))),
  },
  {
    name: '300 nodes × 50 names',
    code: 'dangling_exit',
    make: () =>
      flow(
        times(300, (index) =>
          branches(
            index,
            times(50, (name) => `name_${index}_${name}`),
          ),
        ),
      ),
  },
  {
    name: '20,000 expressions in texts',
    code: 'dangling_exit',
    make: () => flow(times(20, (index) => says(index, '{{a}}'.repeat(1_000)))),
  },
  {
    name: 'texts with faults',
    code: BUDGET,
    make: () => flow(times(6, (at) => says(at, '{{('.repeat(2_600), 20))),
  },
  {
    name: '2,000 waits that compute their time',
    code: 'unwired_exit',
    make: () =>
      flow(
        times(1_999, (index) => ({
          id: `n${index}`,
          kind: 'wait',
          wait: {
            type: 'until',
            time: 'Array.from({length: 900}).map(x => Array.from({length: 900}).map(y => 1))',
          },
        })),
      ),
  },
  {
    name: 'a thousand circles',
    code: 'endless_loop',
    make: () => flow(times(1_998, (index) => ({ ...says(index, 'hi'), exits: { next: `n${index ^ 1}` } }))),
  },
  {
    name: 'examples for an intent',
    code: 'dangling_exit',
    make: () =>
      flow(
        times(9, (index) => ({
          id: `n${index}`,
          kind: 'intent',
          branches: times(2, (branch) => ({
            id: `b${branch}`,
            examples: times(50, () => 'é ü '.repeat(120)),
          })),
          exits: { b0: `n${index + 1}` },
        })),
      ),
  },
  {
    name: 'an object of 60,000 exits',
    code: SHAPE,
    make: () =>
      flow([{ ...END, id: 'n0', exits: Object.fromEntries(times(60_000, (at) => [`k${at}`, 'end'])) }]),
  },
  {
    name: 'a default of 190,000 values',
    code: SHAPE,
    make: () =>
      flow([{ ...END, id: 'n0' }], { variables: [{ name: 'v', default: times(190_000, () => 1) }] }),
  },
  {
    name: 'nodes of no kind',
    code: SHAPE,
    make: () => flow(times(1_999, (index) => ({ id: `n${index}`, kind: 'x', a: 1, b: 2, c: 3 }))),
  },
  {
    name: 'as many fields as one object has',
    code: SHAPE,
    make: () => flow([{ ...END, id: 'n0', ...Object.fromEntries(times(4_900, (at) => [`k${at}`, at])) }]),
  },
];
