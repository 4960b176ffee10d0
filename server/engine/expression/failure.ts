export type EvalFailure = {
  code: 'unknown_name' | 'not_callable' | 'type' | 'budget' | 'too_large' | 'not_data';
  message: string;
  /** 0-based place in the source, where it is known. */
  offset?: number;
};

/** Carries a failure up to `evaluate`, which turns it into a value; it never leaves the evaluator. */
export class EvalStop extends Error {
  readonly code: EvalFailure['code'];

  constructor(code: EvalFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Ends the evaluation under way with a failure. */
export function stop(code: EvalFailure['code'], message: string): never {
  throw new EvalStop(code, message);
}

/** Turns what an evaluation threw into a failure with a whole sentence; running out of stack counts as too large. */
export function toFailure(thrown: unknown, offset: number): EvalFailure {
  if (thrown instanceof EvalStop) {
    return { code: thrown.code, message: `The expression ${thrown.message}`, offset };
  }
  if (thrown instanceof RangeError) {
    return { code: 'too_large', message: 'The expression is nested too deeply', offset };
  }
  return { code: 'type', message: 'The expression cannot be evaluated', offset };
}
