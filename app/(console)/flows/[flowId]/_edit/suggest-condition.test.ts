import { describe, expect, it } from 'vitest';
import { addNodeAfter } from './add-node';

const question = (id: string, answer: object, exits: object) => ({
  id,
  kind: 'question',
  prompt: [],
  answer,
  variable: id,
  exits,
});
const choice = {
  type: 'choice',
  choices: [
    { value: 'Sales', label: 'Sales' },
    { value: 'B', label: 'B' },
  ],
};
const draft = {
  format: 1,
  start: 'need',
  nodes: [
    question('need', choice, { next: 'name' }),
    question('name', { type: 'text' }, { next: 'need' }),
    question('other', { type: 'text' }, {}),
  ],
};
const branchesAfter = (key: string) => addNodeAfter(draft, 'condition', key).draft.nodes;

describe('a new condition', () => {
  it('compares the last question before it that offers choices', () => {
    expect(branchesAfter('name')).toContainEqual(
      expect.objectContaining({ kind: 'condition', branches: [{ id: 'yes', when: 'need === "Sales"' }] }),
    );
  });

  it('is blank where no question before it offers choices', () => {
    expect(branchesAfter('other')).toContainEqual(
      expect.objectContaining({ kind: 'condition', branches: [{ id: 'yes', when: '' }] }),
    );
  });
});
