import { domainError, type FlowProblemDetail } from '@/server/shared/errors';

/** Throws flow_invalid with all problems if one of them is an error. */
export function requireNoErrors(problems: FlowProblemDetail[]): void {
  if (problems.some(({ severity }) => severity === 'error')) throw domainError('flow_invalid', { problems });
}
