import { type AnswerBehaviour, accept, refuse, wordsOf } from './behaviour';

const STARS = /^(?:[★⭐]\uFE0F?\s*)+$/u;
const OUT_OF = /^(?<given>\d{1,2})\s*\/\s*(?<max>\d{1,2})$/;

/** A whole number from 1 to `max`; 4/5 and stars are understood as well. */
export const rating: AnswerBehaviour<'rating'> = {
  compile: ({ max }) => ({
    expected: () => ({ type: 'rating', min: 1, max }),
    parse(reply) {
      const points = readRating(wordsOf(reply), max);
      if (points !== null && points >= 1 && points <= max) return accept(points);
      return refuse(`Please give a number from 1 to ${max}.`);
    },
  }),
};

function readRating(words: string, max: number): number | null {
  if (/^\d{1,2}$/.test(words)) return Number(words);
  if (STARS.test(words)) return words.match(/[★⭐]/gu)?.length ?? null;
  const parts = OUT_OF.exec(words)?.groups;
  return parts && Number(parts.max) === max ? Number(parts.given) : null;
}
