import { describe, expect, it } from 'vitest';
import { type FlowDefinition, flowDefinition } from '../definition';
import type { NodeInput } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { compileProgram, type Program } from '../program';
import { runTests } from './run-tests';
import { flowTest } from './test-document';

const toDefinition = (nodes: NodeInput[]): FlowDefinition =>
  flowDefinition.parse({ format: 1, start: nodes[0]?.id, nodes });

const confirm: NodeInput = {
  ...{ id: 'sure', kind: 'question', variable: 'sure', prompt: [{ type: 'text', text: 'Sure?' }] },
  answer: { type: 'confirm' },
  exits: { yes: 'call', no: 'end' },
};
const own = toDefinition([
  confirm,
  { id: 'call', kind: 'subflow', flow: 'sub', exits: { next: 'end' } },
  { id: 'end', kind: 'end' },
]);
const sub = toDefinition([{ ...ask('name'), exits: {} } as NodeInput]);
const programs = new Map<string, Program>([['sub', compileProgram(sub, new Map())]]);
const tested = { program: compileProgram(own, programs), flows: { '': own, sub } };
const answer = (...texts: string[]) =>
  flowTest.parse({ name: texts.join(), steps: texts.map((text) => ({ type: 'say', text })) });

describe('the coverage of tests', () => {
  it('counts the nodes and exits that tests pass, in called flows, too', () => {
    const { coverage, passed } = runTests(tested, [answer('no'), answer('yes'), answer('yes', 'Ada')]);
    expect(passed).toBe(3);
    expect(coverage).toEqual({
      nodes: { covered: 4, total: 4 },
      exits: { covered: 4, total: 4 },
      byNode: [
        {
          ...{ node: 'sure', kind: 'question', tests: 3 },
          exits: [
            { exit: 'yes', tests: 2 },
            { exit: 'no', tests: 1 },
          ],
        },
        { node: 'call', kind: 'subflow', tests: 2, exits: [{ exit: 'next', tests: 1 }] },
        { node: 'end', kind: 'end', tests: 2, exits: [] },
        { node: 'sub/name', kind: 'question', tests: 2, exits: [{ exit: 'next', tests: 1 }] },
      ],
    });
  });

  it('counts what no test passes', () => {
    const { coverage } = runTests(tested, [answer('no')]);
    expect(coverage).toMatchObject({ nodes: { covered: 2, total: 4 }, exits: { covered: 1, total: 4 } });
    expect(runTests(tested, []).coverage.nodes).toEqual({ covered: 0, total: 4 });
  });

  it('leaves out an exit that is wired although no answer takes it', () => {
    const wired = toDefinition([
      { ...confirm, exits: { yes: 'end', no: 'end', next: 'end' } },
      { id: 'end', kind: 'end' },
    ]);
    const { coverage } = runTests({ program: compileProgram(wired, new Map()), flows: { '': wired } }, [
      answer('no'),
    ]);
    expect(coverage.exits).toEqual({ covered: 1, total: 2 });
  });

  it('counts a failed test as far as it goes', () => {
    const { coverage, failed } = runTests(tested, [answer('yes', 'Ada', 'more')]);
    expect(failed).toBe(1);
    expect(coverage.exits).toEqual({ covered: 3, total: 4 });
  });
});
