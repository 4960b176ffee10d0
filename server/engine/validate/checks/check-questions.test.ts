import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../../fixtures/converse';
import { validateFlow } from '../../validate';

const silent: NodeInput = { id: 'q', kind: 'question', answer: { type: 'text' }, variable: 'x' };
const say = (next: string): NodeInput => ({
  id: 'm',
  kind: 'message',
  messages: [{ type: 'text', text: 'Hi' }],
  exits: { next },
});
const call = (next: string): NodeInput => ({
  id: 'c',
  kind: 'http',
  method: 'GET',
  url: 'https://example.com',
  exits: { success: next, failure: next },
});
const decide = (next: string): NodeInput => ({
  id: 'd',
  kind: 'condition',
  branches: [{ id: 'b', when: 'true' }],
  exits: { b: next, else: next },
});
const CODES = ['unasked_question', 'lost_answer'];
const findings = (nodes: Flow['nodes']) =>
  validateFlow({ format: 1, start: nodes[0]?.id, nodes })
    .problems.filter(({ code }) => CODES.includes(code))
    .map(({ code, nodeId, path, severity }) => [code, nodeId, path, severity]);
const unasked = (index: number) => ['unasked_question', 'q', `/nodes/${index}`, 'warning'];

describe('a question without a prompt', () => {
  it.each<[string, Flow['nodes'], unknown[]]>([
    ['after a message', [say('q'), silent], []],
    ['after a message and a condition', [say('d'), decide('q'), silent], []],
    ['at the start', [silent], [unasked(0)]],
    ['after a condition at the start', [decide('q'), silent], [unasked(1)]],
    // The result of a call comes in a turn of its own.
    ['after a call', [say('c'), call('q'), silent], [unasked(2)]],
    ['after a called flow', [{ id: 's', kind: 'subflow', flow: 'f', exits: { next: 'q' } }, silent], []],
    ['after another question', [{ ...ask('a'), exits: { next: 'q' } }, silent], [unasked(1)]],
    ['that nothing leads to', [say('m2'), { ...say('m'), id: 'm2' }, silent], []],
    ['that is asked', [{ ...silent, prompt: [{ type: 'text', text: 'Name?' }] } as NodeInput], []],
  ])('%s', (_, nodes, expected) => {
    expect(findings(nodes)).toEqual(expected);
  });
});

function ask(id: string): NodeInput {
  return {
    id,
    kind: 'question',
    prompt: [{ type: 'text', text: '?' }],
    answer: { type: 'text' },
    variable: id,
  };
}

describe('a question without a variable', () => {
  const question = (more: object): NodeInput => ({ ...ask('q'), variable: undefined, ...more }) as NodeInput;
  const choices = [{ value: 'a', label: 'A' }];
  const lost = [['lost_answer', 'q', '/nodes/0/answer', 'warning']];

  it.each<[string, NodeInput, unknown[]]>([
    ['of a text', question({}), lost],
    [
      'of a number that is counted as a rating',
      question({ answer: { type: 'number' }, rating: { min: 1, max: 5 } }),
      [],
    ],
    ['of a choice without exits', question({ answer: { type: 'choice', choices } }), lost],
    [
      'of a choice whose exits all lead the same way',
      question({ answer: { type: 'choice', choices }, exits: { next: 'q', noReply: 'q' } }),
      lost,
    ],
    [
      'of a choice with an exit',
      question({ answer: { type: 'choice', choices }, exits: { 'choice:a': 'q' } }),
      [],
    ],
    ['of yes or no', question({ answer: { type: 'confirm' }, exits: { no: 'q' } }), []],
    ['with a rule', question({ rules: [{ when: 'answer == "x"', message: 'No.' }] }), []],
  ])('%s', (_, node, expected) => {
    expect(findings([node])).toEqual(expected);
  });
});

describe('the hints of an answer', () => {
  const shapes = (answer: object) =>
    validateFlow({ format: 1, start: 'q', nodes: [{ ...ask('q'), answer }] }).problems.map(
      ({ path }) => path,
    );
  const field = (answer: object) => ({ type: 'form', fields: [{ name: 'f', label: 'F', answer }] });

  it('are a text in the field and one on the button, which the fields of a form share', () => {
    expect(shapes({ type: 'text', placeholder: 'Ada', submitLabel: 'Go' })).toEqual([]);
    expect(shapes({ ...field({ type: 'text', placeholder: 'Ada' }), submitLabel: 'Send' })).toEqual([]);
    expect(shapes(field({ type: 'text', submitLabel: 'Go' }))).toEqual([
      '/nodes/0/answer/fields/0/answer/submitLabel',
    ]);
    expect(shapes({ type: 'confirm', submitLabel: 'Go' })).toEqual(['/nodes/0/answer/submitLabel']);
  });
});
