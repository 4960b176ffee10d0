import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';
import {
  boundIssues,
  type DomainError,
  domainError,
  type ErrorCode,
  type FieldIssue,
  isDomainError,
} from '@/server/shared/errors';
import { toIssueSentence } from '@/server/shared/issue-sentence';
import { toRow } from './errors';

const RETRY_AFTER_MS = 1_000;

/** A failure as the console receives it; never the message of an unknown one. */
export type ShownProblem = {
  code: ErrorCode;
  title: string;
  advice?: string;
  issues: FieldIssue[];
  requestId: string | null;
  /** Set when nothing was done yet and the same call may be repeated after so many milliseconds. */
  retryAfterMs?: number;
  /** The details of the code, for pages that act on them. */
  details: DomainError['problem']['details'];
};

/** Converts an error of tRPC: one of ours, an invalid input, an unknown procedure, or `internal`. */
export function toDomainError(error: TRPCError): DomainError {
  if (isDomainError(error.cause)) return error.cause;
  if (error.cause instanceof ZodError)
    return domainError('invalid_request', { issues: boundIssues(error.cause.issues.map(toFieldIssue)) });
  if (isDatabaseUnavailable(error.cause)) return domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
  return toClientError(error) ?? domainError('internal', {});
}

/** A protocol error of the client; null for anything else. */
function toClientError({ code, message, cause }: TRPCError): DomainError | null {
  switch (code) {
    case 'NOT_FOUND':
      return domainError('not_found', { thing: 'route', id: '' });
    case 'METHOD_NOT_SUPPORTED':
      return domainError('method_not_allowed', { allowed: ['GET', 'POST'] });
    case 'UNSUPPORTED_MEDIA_TYPE':
      return domainError('unsupported_media_type', { expected: 'application/json' });
    case 'PARSE_ERROR':
      return domainError('malformed_json', { reason: message });
    case 'BAD_REQUEST':
      if (cause instanceof SyntaxError) return domainError('malformed_json', { reason: message });
      return domainError('invalid_request', { issues: [{ path: [], message: `${message}.` }] });
    default:
      return null;
  }
}

/** Converts an error of ours to tRPC's, with the code, and so the status, of its row. */
export function toTrpcError(error: TRPCError): TRPCError {
  const domain = toDomainError(error);
  if (domain.code === 'internal') return error;
  const { code, title } = toRow(domain);
  return new TRPCError({ code, message: title, cause: domain });
}

/** Describes a failure to the console. */
export function toShownProblem(error: TRPCError, requestId: string | null): ShownProblem {
  const domain = toDomainError(error);
  const { title, advice, issues = [] } = toRow(domain);
  return {
    code: domain.code,
    title,
    ...(advice ? { advice } : {}),
    issues: issues.map((issue) => ({ ...issue, message: toIssueSentence(issue) })),
    requestId,
    details: domain.problem.details,
  };
}

function toFieldIssue({ path, message }: ZodError['issues'][number]): FieldIssue {
  return { path: path.filter((part) => typeof part !== 'symbol'), message };
}
