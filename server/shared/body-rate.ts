import type { ErrorDetails } from './errors';

/** Describes the minimum rate of a body, as part of an error message. */
export function describeBodyRate({ graceMs, bytesPerSecond }: ErrorDetails['body_too_slow']): string {
  return `after the first ${graceMs / 1_000} s, at least ${bytesPerSecond} bytes a second must arrive on average.`;
}
