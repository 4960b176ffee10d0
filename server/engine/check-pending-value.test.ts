import { describe, expect, it } from 'vitest';
import { checkPendingValue } from './check-pending-value';
import { AT, converse, type NodeInput } from './fixtures/converse';
import type { Json } from './json';

type QuestionInput = Extract<NodeInput, { kind: 'question' }>;

const open = (question: Partial<QuestionInput>) => {
  const node: NodeInput = {
    id: 'q',
    kind: 'question',
    prompt: [{ type: 'text', text: '?' }],
    answer: { type: 'number', min: 1 },
    variable: 'n',
    ...question,
  };
  const conversation = converse({ nodes: [node] });
  const check = (value: Json) =>
    checkPendingValue(conversation.program, conversation.state(), value, AT + 1000);
  return { ...conversation, check };
};

describe('checkPendingValue', () => {
  it('returns no issues for a value that a turn would accept, and changes nothing', () => {
    const { start, check, state } = open({});
    const before = start().state;
    expect(check(3)).toEqual([]);
    expect(check('3')).toEqual([]);
    expect(state()).toBe(before);
  });

  it('names the variable of the question', () => {
    const { start, check } = open({});
    const expected = start().messages.at(-1)?.expected;
    expect(check(0)).toEqual([{ field: expected?.name, message: 'Please give a number of at least 1.' }]);
    expect(check({ n: 3 })).toEqual([{ field: 'n', message: 'Please answer with a number.' }]);
  });

  it("applies the author's rules", () => {
    const { start, check } = open({
      rules: [
        { when: 'answer < max', message: 'Less than {{ max }}, please.' },
        { when: 'answer != 7', message: '{{ gone }}' },
      ],
    });
    start({ max: 9 });
    expect(check(9)).toEqual([{ field: 'n', message: 'Less than 9, please.' }]);
    expect(check(7)).toEqual([{ field: 'n', message: 'This answer is not accepted.' }]);
    expect(check(8)).toEqual([]);
  });

  it('takes a form by field and adds the answers so far', () => {
    const fields: Extract<QuestionInput['answer'], { type: 'form' }>['fields'] = [
      { name: 'name', label: 'Name', answer: { type: 'text' } },
      { name: 'mail', label: 'E-mail', answer: { type: 'email' } },
    ];
    const { start, check, say } = open({ answer: { type: 'form', fields } });
    start();
    expect(check({ mail: 'x' }).map(({ field }) => field)).toEqual(['name', 'mail']);
    expect(check({ name: 'Ann', mail: 'a@b.co' })).toEqual([]);
    say('Ann');
    expect(check({ mail: 'a@b.co' })).toEqual([]);
    expect(check('x')).toEqual([{ field: 'mail', message: expect.stringContaining('e-mail') }]);
  });

  it('returns no issues if no question is open', () => {
    expect(open({}).check(0)).toEqual([]);
    const { start, say, check } = open({});
    start();
    say('3');
    expect(check(0)).toEqual([]);
  });
});
