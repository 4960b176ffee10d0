import type { Answer } from '../../definition/answer';
import type { NodeOf } from '../../definition/node';
import { type NodeProblem, nodeError, nodeWarning } from '../../definition/problem';
import type { Json } from '../../json';

/** The scale of a question whose answers are counted as ratings. */
type RatingScale = NonNullable<NodeOf<'question'>['rating']>;

/** A rating that a person gave. */
export type GivenRating = RatingScale & { value: number };

/** The rating that an answer is; null if it is outside the scale. Numbers between two steps are rounded. */
export function toRating({ min, max }: RatingScale, answer: Json): GivenRating | null {
  const value = readNumber(answer);
  if (value === null || value < min || value > max) return null;
  return { value: Math.round(value), min, max };
}

function readNumber(answer: Json): number | null {
  if (typeof answer === 'number') return answer;
  return typeof answer === 'string' && /^\d{1,3}$/.test(answer) ? Number(answer) : null;
}

/** Reports a scale that its answers do not fit. */
export function checkRating({
  rating,
  answer,
}: Pick<NodeOf<'question'>, 'rating' | 'answer'>): NodeProblem[] {
  if (!rating) return [];
  const { min, max } = rating;
  if (min >= max) {
    const message = `The lowest rating, ${min}, must be below the highest, ${max}.`;
    return [nodeError('rating_scale', '/rating/min', message)];
  }
  return checkFit(rating, answer);
}

function checkFit(scale: RatingScale, answer: Answer): NodeProblem[] {
  const { min, max } = scale;
  switch (answer.type) {
    case 'choice':
      return answer.choices.flatMap(({ value }, index) => {
        if (toRating(scale, value)) return [];
        const message = `The value "${value}" of this choice must be a whole number from ${min} to ${max}, because the answer is counted as a rating.`;
        return [nodeError('rating_choice', `/answer/choices/${index}/value`, message)];
      });
    case 'rating':
      if (min <= 1 && answer.max <= max) return [];
      return [
        nodeError(
          'rating_scale',
          '/rating',
          `The answer is a rating from 1 to ${answer.max}, which does not fit on the scale from ${min} to ${max}.`,
        ),
      ];
    case 'number':
      if ((answer.min ?? min - 1) >= min && (answer.max ?? max + 1) <= max) return [];
      return [
        nodeWarning(
          'rating_outside_scale',
          '/answer',
          `Numbers outside ${min} to ${max} are accepted, but not counted as ratings. Set the smallest and the largest number of the answer.`,
        ),
      ];
    default:
      return [
        nodeError(
          'rating_answer',
          '/rating',
          'Only a number, a rating or a choice can be counted as a rating.',
        ),
      ];
  }
}
