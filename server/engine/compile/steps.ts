/**
 * Work in steps that take a few milliseconds each at most: between two of them its driver may let others have the
 * thread. The engine knows no clock, so it is for the driver to say when.
 *
 * validate/in-steps: no step of what is done with a definition grows with the definition as a whole.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all of it at once. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
