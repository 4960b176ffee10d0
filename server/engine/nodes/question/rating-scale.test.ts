import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../../fixtures/converse';
import { question } from '../question';
import { toRating } from './rating-scale';

type QuestionInput = Extract<NodeInput, { kind: 'question' }>;
type Answer = QuestionInput['answer'];

const SCALE = { min: 1, max: 5 };
const stars = ['5', '4', '3', '2', '1'].map((value) => ({ value, label: `${value} stars` }));

const open = (answer: Answer, rating: QuestionInput['rating'] = SCALE) =>
  converse({
    nodes: [
      { id: 'q', kind: 'question', prompt: [], answer, rating, exits: { next: 'done' } } as QuestionInput,
      { id: 'done', kind: 'end' },
    ],
  });

const rate = (answer: Answer, text: string) => {
  const conversation = open(answer);
  conversation.start();
  return conversation.say(text).trace.steps[0]?.answer;
};

const problems = (answer: Answer, rating = SCALE) => {
  const node = { id: 'q', kind: 'question', prompt: [], rules: [], exits: {}, answer, rating };
  const found = question.check?.(node as Parameters<NonNullable<typeof question.check>>[0], {}) ?? [];
  return found.map(({ severity, code, path }) => [severity, code, path]);
};

describe('a question whose answer is counted as a rating', () => {
  it('has the rating in the trace of its answer', () => {
    expect(rate({ type: 'number' }, '4')).toEqual({
      accepted: true,
      value: 4,
      rating: { value: 4, ...SCALE },
    });
    expect(rate({ type: 'rating', max: 5 }, '★★★')).toMatchObject({
      value: 3,
      rating: { value: 3, ...SCALE },
    });
    expect(rate({ type: 'choice', choices: stars }, '2 stars')).toMatchObject({
      ...{ value: '2', matchedBy: 'label', rating: { value: 2, ...SCALE } },
    });
  });

  it('has none outside the scale, and none for an answer that is refused', () => {
    expect(rate({ type: 'number' }, '9')).toEqual({ accepted: true, value: 9 });
    expect(rate({ type: 'number', max: 5 }, '9')).not.toHaveProperty('rating');
  });

  it('rounds numbers between two steps, and reads no other text as a number', () => {
    expect(
      [4.4, 4.5, '3', 0.9, 5.1, '3.5', '', ' 3', 'x', null, true].map((value) => toRating(SCALE, value)),
    ).toEqual([
      ...[
        { value: 4, ...SCALE },
        { value: 5, ...SCALE },
        { value: 3, ...SCALE },
      ],
      ...Array.from({ length: 8 }, () => null),
    ]);
  });

  it('is not published if its answers do not fit on the scale', () => {
    expect(problems({ type: 'number', min: 1, max: 5 })).toEqual([]);
    expect(problems({ type: 'number', min: 1 })).toEqual([['warning', 'rating_outside_scale', '/answer']]);
    expect(problems({ type: 'rating', max: 5 })).toEqual([]);
    expect(problems({ type: 'rating', max: 10 })).toEqual([['error', 'rating_scale', '/rating']]);
    expect(problems({ type: 'choice', choices: stars })).toEqual([]);
    expect(
      problems({
        type: 'choice',
        choices: [
          { value: '3', label: 'a' },
          { value: 'good', label: 'b' },
        ],
      }),
    ).toEqual([['error', 'rating_choice', '/answer/choices/1/value']]);
    expect(problems({ type: 'text' })).toEqual([['error', 'rating_answer', '/rating']]);
    expect(problems({ type: 'number' }, { min: 5, max: 5 })).toEqual([
      ['error', 'rating_scale', '/rating/min'],
    ]);
  });
});
