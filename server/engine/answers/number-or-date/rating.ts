import { type AnswerBehavior, acceptAnswer, rejectAnswer, toPlainReply } from '../answer-behavior';
import { compileWords } from '../own-words';

const MAX_CHARS = 60;
const STARS = /^(?<full>(?:[★⭐🌟]\s*)+)(?:☆\s*)*$/u;
const POINTS =
  /^(?<given>\d{1,2})(?:[.,]0+)?(?:\s*(?:\/|(?:out )?of|von|sur|de|di|su|van|av|z|من)\s*(?<max>\d{1,2}))?(?:\s*(?:[\p{L}\p{M}]+|★|⭐))?$/iu;
const STAR_WORDS =
  /(?:stars?|sterne?|étoiles?|estrellas?|stell[ea]|estrelas?|sterren|ster|tähteä|tähti|stjärn(?:a|or)|gwiazd(?:ka|ki|ek)|نجوم|نجمة|सितारे|सितारा|तारे|★|⭐|星)$/iu;

/** A whole number from 1 to `max`. Also accepts 4.0, 4/5, "4 of 5", "4 stars" and star characters. */
export const rating: AnswerBehavior<'rating'> = {
  compile({ max, words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'rating', min: 1, max }),
      parse(reply, rendering) {
        const points = parseRating(toPlainReply(reply), max);
        if (points !== null && points >= 1 && points <= max) return acceptAnswer(points);
        return rejectAnswer(say('notARating', { max }, rendering));
      },
    };
  },
};

function parseRating(words: string, max: number): number | null {
  if (words.length > MAX_CHARS) return null;
  const stars = STARS.exec(words)?.groups?.full;
  if (stars) return stars.match(/[★⭐🌟]/gu)?.length ?? null;
  const parts = POINTS.exec(words)?.groups;
  if (!parts || (/[\p{L}\p{M}]$|[★⭐]$/u.test(words) && !STAR_WORDS.test(words))) return null;
  return parts.max === undefined || Number(parts.max) === max ? Number(parts.given) : null;
}
