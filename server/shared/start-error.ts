const BRAND = 'StartError';

/** Why a process cannot start or go on, in one plain sentence for the person who started it. */
export function startError(sentence: string, cause?: unknown): Error {
  const error = new Error(sentence, { cause });
  error.name = BRAND;
  return error;
}

/** Tells whether an error is meant to be read as it is, without a stack. */
export function isStartError(error: unknown): error is Error {
  return error instanceof Error && error.name === BRAND;
}
