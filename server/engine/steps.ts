/**
 * Work divided into steps of a few milliseconds. The driver may release the thread between two steps; the
 * engine has no clock, so the driver decides when.
 *
 * validate/in-steps: no step takes longer because the definition as a whole is larger.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
