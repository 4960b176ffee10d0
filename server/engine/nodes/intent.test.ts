import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../fixtures/converse';
import { flow } from '../fixtures/small-nodes';
import { MAX_INPUT_TEXT_CHARS } from '../session';
import { validateFlow } from '../validate';

type IntentInput = Extract<NodeInput, { kind: 'intent' }>;

const ROUTE: IntentInput = {
  id: 'i',
  kind: 'intent',
  branches: [
    { id: 'track', examples: ['Where is my order?'] },
    { id: 'refund', keywords: ['refund'] },
  ],
  exits: { track: 'track', refund: 'refund', else: 'other' },
};
const ends = ['track', 'refund', 'other'].map((id): NodeInput => ({ id, kind: 'end', output: id }));
const open = (node: Partial<IntentInput> = {}) => converse({ nodes: [{ ...ROUTE, ...node }, ...ends] });

describe('intent', () => {
  it('classifies the message that started the session, and explains it', () => {
    const { state, trace } = open().start({ trigger: { type: 'message', text: 'A refund, please' } });
    expect(state.output).toBe('refund');
    expect(trace.steps[0]).toMatchObject({
      exit: 'refund',
      next: 'refund',
      recognition: {
        text: 'A refund, please',
        branch: 'refund',
        by: 'keyword',
        like: 'refund',
        score: null,
        threshold: 0.6,
      },
      note: 'Matched "refund" by the keyword "refund".',
    });
  });

  it('classifies the last input, also in a called flow', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'a',
      exits: { next: 's' },
    };
    const call: NodeInput = {
      id: 's',
      kind: 'subflow',
      flow: 'route',
      outputs: [{ variable: 'o', value: 'output' }],
    };
    const conversation = converse(
      { nodes: [ask, { ...call, exits: { next: 'e' } }, { id: 'e', kind: 'end', output: '{{ o }}' }] },
      { called: { route: { nodes: [ROUTE, ...ends] } } },
    );
    conversation.start({ trigger: { text: 'refund' } });
    expect(conversation.say('where is my order').state.output).toBe('track');
  });

  it('classifies a string value if there is no text', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text' },
      variable: 'a',
      exits: { next: 'i' },
    };
    const conversation = converse({ nodes: [ask, ROUTE, ...ends] });
    conversation.start();
    expect(conversation.say('', 'refund').state.output).toBe('refund');
  });

  it('classifies nothing if the input is neither text nor a string value', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'text', minLength: 0 },
      variable: 'x',
      exits: { next: 'i' },
    };
    const conversation = converse({ nodes: [ask, ROUTE, ...ends] });
    conversation.start();
    const { state, outcome } = conversation.say('', { refund: true });
    expect(outcome.kind).toBe('applied');
    expect(state).toMatchObject({ heard: '', output: 'other' });
  });

  it.each<[string, unknown, string, string]>([
    [
      'input',
      'Where is my parcel?',
      'track',
      'Matched "track": it is similar to "Where is my order?" (similarity 0.75, threshold 0.6).',
    ],
    [
      'input',
      'where from',
      'other',
      'No branch matches: "Where is my order?" is the most similar (similarity 0.33, threshold 0.6).',
    ],
    ['input', 'banana', 'other', 'No branch matches "banana".'],
    ['input', ['refund'], 'other', 'There is no text to classify.'],
    ['gone', 'refund', 'other', '"gone" reads missing variables: gone. There is no text to classify.'],
    ['[input, 1].join()', 'refund', 'refund', 'Matched "refund" by the keyword "refund".'],
  ])('classifies %s of %j as %s', (text, input, output, note) => {
    const { state, trace } = open({ text }).start({ input: input as string });
    expect(state.output).toBe(output);
    expect(trace.steps[0]?.note).toBe(note);
  });

  it('takes else before the first input', () => {
    expect(open().start({ trigger: 'x' }).state.output).toBe('other');
  });

  it('stores a limited length of the input without splitting a character', () => {
    const conversation = open();
    const text = `${'x'.repeat(MAX_INPUT_TEXT_CHARS - 1)}😀 refund`;
    const { state } = conversation.start({ trigger: { text } });
    expect(state.heard).toBe('x'.repeat(MAX_INPUT_TEXT_CHARS - 1));
    expect(state.output).toBe('other');
  });

  it('counts against the budget of a turn (run/bounded)', () => {
    const examples = Array.from({ length: 50 }, (_, index) => `one two three four ${index}`);
    const loop = { ...ROUTE, branches: [{ id: 'a', examples }], exits: { else: 'i' } };
    const { state } = converse({ nodes: [loop] }, { limits: { expressionSteps: 50 } }).start();
    expect(state.failure?.code).toBe('expression_budget');
  });

  it('is checked', () => {
    const branches = [{ id: 'else', examples: ['a'] }, { id: 'b', keywords: ['b'] }, { id: 'b' }];
    const { problems } = validateFlow(flow({ id: 'i', kind: 'intent', branches, exits: { else: 'i' } }));
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['duplicate_branch', '/nodes/0/branches/2/id'],
      ['reserved_branch', '/nodes/0/branches/0/id'],
      ['endless_loop', '/nodes/0/exits'],
      ['unwired_exit', '/nodes/0/exits'],
      ['unwired_exit', '/nodes/0/exits'],
      ['no_examples', '/nodes/0/branches/2'],
    ]);
  });
});
