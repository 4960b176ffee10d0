export type EvalFailure = {
  code: 'unknown_name' | 'not_callable' | 'type' | 'budget' | 'too_large' | 'not_data';
  message: string;
  /** 0-based offset in the source, if known. */
  offset?: number;
};

/** Thrown inside the evaluator only; `evaluate` converts it to a failure. */
class EvalStop extends Error {
  readonly code: EvalFailure['code'];

  constructor(code: EvalFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Stops the current evaluation with a failure. */
export function stop(code: EvalFailure['code'], message: string): never {
  throw new EvalStop(code, message);
}

/** Converts a thrown error to a failure with a complete sentence. A stack overflow counts as `too_large`. */
export function toFailure(thrown: unknown, offset: number): EvalFailure {
  if (thrown instanceof EvalStop) {
    return { code: thrown.code, message: `The expression ${thrown.message}`, offset };
  }
  if (thrown instanceof RangeError) {
    return { code: 'too_large', message: 'The expression is nested too deeply', offset };
  }
  return { code: 'type', message: 'The expression cannot be evaluated', offset };
}
