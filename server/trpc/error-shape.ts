import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import {
  type DomainError,
  domainError,
  type ErrorCode,
  type FieldIssue,
  isDomainError,
} from '@/server/shared/errors';
import { toRow } from './errors';

/** What the console learns about a failure; never the message of an unknown one. */
export type ShownProblem = {
  code: ErrorCode;
  title: string;
  advice?: string;
  issues: FieldIssue[];
  requestId: string | null;
  /** What the code's details are, for pages that can act on them. */
  details: DomainError['problem']['details'];
};

/** Finds our error in what tRPC caught: one of ours, a refused input, an unknown procedure, or `internal`. */
export function toDomainError(error: TRPCError): DomainError {
  if (isDomainError(error.cause)) return error.cause;
  if (error.cause instanceof ZodError)
    return domainError('invalid_request', { issues: error.cause.issues.map(toFieldIssue) });
  if (error.code === 'NOT_FOUND') return domainError('not_found', { thing: 'route', id: '' });
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST')
    return domainError('malformed_json', { reason: error.message });
  return domainError('internal', {});
}

/** Gives an error of ours the tRPC code, and so the status, of its row. */
export function toTrpcError(error: TRPCError): TRPCError {
  const domain = toDomainError(error);
  if (domain.code === 'internal') return error;
  const { code, title } = toRow(domain);
  return new TRPCError({ code, message: title, cause: domain });
}

/** Describes a failure for the console. */
export function toShownProblem(error: TRPCError, requestId: string | null): ShownProblem {
  const domain = toDomainError(error);
  const { title, advice, issues } = toRow(domain);
  return {
    code: domain.code,
    title,
    ...(advice ? { advice } : {}),
    issues: issues ?? [],
    requestId,
    details: domain.problem.details,
  };
}

function toFieldIssue({ path, message }: ZodError['issues'][number]): FieldIssue {
  return { path: path.filter((part) => typeof part !== 'symbol'), message };
}
