const BRAND = 'StartError';

/** Creates an error that tells the operator in one sentence why the process cannot start or continue. */
export function startError(sentence: string, cause?: unknown): Error {
  const error = new Error(sentence, { cause });
  error.name = BRAND;
  return error;
}

/** Whether an error is shown without a stack. */
export function isStartError(error: unknown): error is Error {
  return error instanceof Error && error.name === BRAND;
}
