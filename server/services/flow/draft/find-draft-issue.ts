import { hasNewerFormat, NEWER_FORMAT } from '@/server/engine/definition/format';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import { findJsonDefect, type JsonObject } from '@/server/shared/json';

/** The reason why a draft is not saved, at its path within the draft: a newer format, or JSON that cannot be stored. */
export function findDraftIssue(draft: JsonObject): FieldIssue | null {
  if (hasNewerFormat(draft)) return { path: ['format'], message: NEWER_FORMAT };
  const defect = findJsonDefect(draft);
  return defect && { path: defect.path, message: defect.reason };
}

/** Throws invalid_request for a draft of a newer format; `field` is the name of the draft. */
export function requireKnownFormat(draft: JsonObject, field: string): void {
  if (!hasNewerFormat(draft)) return;
  throw domainError('invalid_request', { issues: [{ path: [field, 'format'], message: NEWER_FORMAT }] });
}
