import type { Json } from '../json';
import { type Guess, guessOther, UNKNOWN, UNSET } from './guess';

/** A value that a variable is compared with or set to. */
export type Literal = null | boolean | number | string;

/*
 * The values of a variable that a search tells apart: each literal that the flow compares it with or sets it to, any other true
 * or false value, and none. A set of values is a mask of bits, in this order.
 */
export type Domain = {
  literals: readonly Literal[];
  guesses: readonly Guess[];
  set: number;
  all: number;
  unset: number;
};

const MAX_LITERALS = 24;

/** The domain of a variable with these literals; null if it has too many values to tell apart. */
export function toDomain(known: readonly Literal[]): Domain | null {
  if (known.length > MAX_LITERALS) return null;
  const guesses: Guess[] = known.map((value) => ({ known: true, value, fails: false }));
  guesses.push(guessOther(true), guessOther(false), UNSET);
  const unset = 1 << (known.length + 2);
  return { literals: known, guesses, set: unset - 1, all: 2 * unset - 1, unset };
}

/** The mask of a value that a flow sets. */
export function maskOf(domain: Domain, value: Json): number {
  const index = domain.literals.indexOf(value as Literal);
  if (index >= 0) return 1 << index;
  return 1 << (domain.literals.length + (value ? 0 : 1));
}

/** The mask of the values that a guess allows, as a flow sets them: nothing undefined is ever stored. */
export function maskOfGuess(domain: Domain, guess: Guess): number {
  if (guess.known) return maskOf(domain, toStored(guess.value)) | (guess.fails ? maskOf(domain, null) : 0);
  if (guess.truthy === null) return domain.set;
  const mask = maskOfTruth(domain, guess.truthy);
  return guess.fails ? mask | maskOf(domain, null) : mask;
}

/** The mask of all values that count as true, or as false. */
export function maskOfTruth({ literals, guesses, set }: Domain, truth: boolean): number {
  const other = 1 << (literals.length + (truth ? 0 : 1));
  return literals.reduce<number>(
    (mask, _, index) => (Boolean(readKnown(guesses[index])) === truth ? mask | (1 << index) : mask),
    other & set,
  );
}

function readKnown(guess: Guess | undefined): unknown {
  return guess?.known ? guess.value : null;
}

function toStored(value: unknown): Json {
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value))
    ? null
    : (value as Json);
}

/** The guess for a set of values. */
export function guessMask({ guesses }: Domain, mask: number): Guess {
  const index = 31 - Math.clz32(mask);
  return mask === 1 << index ? (guesses[index] ?? UNKNOWN) : UNKNOWN;
}
