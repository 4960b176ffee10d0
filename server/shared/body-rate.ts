import type { ErrorDetails } from './errors';

/** Says at which rate a body must arrive, as part of an error. */
export function describeBodyRate({ graceMs, bytesPerSecond }: ErrorDetails['body_too_slow']): string {
  return `after the first ${graceMs / 1_000} s, at least ${bytesPerSecond} bytes a second must arrive on average.`;
}
