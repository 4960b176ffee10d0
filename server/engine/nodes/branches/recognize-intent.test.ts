import { describe, expect, it } from 'vitest';
import { recognizeIntent, SIMILARITY_THRESHOLD, toPhrase } from './recognize-intent';

const BRANCHES = [
  { id: 'track', examples: ['Where is my order?', 'Has my parcel been sent'], keywords: ['tracking'] },
  {
    id: 'refund',
    examples: ['I want my money back', '返金してください'],
    keywords: ['refund', 'money back'],
  },
  { id: 'human', examples: ['Talk to a person', '🆘'], keywords: ['Café manager', '人'] },
].map(({ id, examples, keywords }) => ({
  id,
  examples: examples.map(toPhrase),
  keywords: keywords.map(toPhrase),
}));

describe('recognizeIntent', () => {
  it.each<[string, string, string, string]>([
    ['where is MY order', 'track', 'example', 'Where is my order?'],
    ['  Where   is my — order!!! ', 'track', 'example', 'Where is my order?'],
    ['返金してください。', 'refund', 'example', '返金してください'],
    ['🆘!', 'human', 'example', '🆘'],
    ['Something about tracking, please', 'track', 'keyword', 'tracking'],
    ['the cafe manager!', 'human', 'keyword', 'Café manager'],
    ['担当の人と話したい', 'human', 'keyword', '人'],
    ['tracking of my money back', 'refund', 'keyword', 'money back'],
  ])('%s: %s by %s', (text, branch, by, like) => {
    expect(recognizeIntent(text, BRANCHES)).toEqual({ branch, by, like, score: null });
  });

  it('matches an example with enough words in common', () => {
    expect(recognizeIntent('Where is my parcel?', BRANCHES)).toEqual({
      branch: 'track',
      by: 'likeness',
      like: 'Where is my order?',
      score: 0.75,
    });
  });

  it('matches nothing below the threshold, and reports the most similar example', () => {
    expect(recognizeIntent('my best friend has an order of merit', BRANCHES)).toEqual({
      branch: null,
      by: null,
      like: 'Where is my order?',
      score: 0.33,
    });
  });

  it.each(['', '?!…', 'banana', '\u0301'])('matches nothing for "%s"', (text) => {
    expect(recognizeIntent(text, BRANCHES)).toEqual({ branch: null, by: null, like: null, score: null });
  });

  it('compares complete words, and includes the threshold itself', () => {
    expect(recognizeIntent('refunded', BRANCHES).branch).toBeNull();
    const branches = [{ id: 'a', examples: [toPhrase('a b c d e')], keywords: [] }];
    expect(recognizeIntent('a b c x y', branches)).toMatchObject({
      branch: 'a',
      score: SIMILARITY_THRESHOLD,
    });
    expect(recognizeIntent('a b c x y z', branches)).toMatchObject({ branch: null, score: 0.55 });
  });

  it('takes the first branch on a tie', () => {
    const twice = ['x', 'y'].map((id) => ({
      id,
      examples: [toPhrase('one two three')],
      keywords: [toPhrase('four')],
    }));
    expect(recognizeIntent('one two three', twice).branch).toBe('x');
    expect(recognizeIntent('one two', twice).branch).toBe('x');
    expect(recognizeIntent('four', twice).branch).toBe('x');
  });
});
