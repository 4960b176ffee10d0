import type { FieldIssue } from '@/server/shared/errors';
import { toIssueSentence } from '@/server/shared/issue-sentence';

type Path = readonly (string | number)[];

/** Lists the errors of react-hook-form, which are nested as the values are, below `path`. */
export function listFieldIssues(error: unknown, path: Path = []): FieldIssue[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('message' in error && typeof error.message === 'string')
    return [{ path: [...path], message: error.message }];
  const parts = Array.isArray(error) ? [...error.entries()] : Object.entries(error);
  return parts.flatMap(([key, part]) => listFieldIssues(part, [...path, key]));
}

/** The first error of the field `name` as a sentence; null when there is none. */
export function findFieldMessage(error: unknown, name: string): string | null {
  const [issue] = listFieldIssues(error, name.split('.'));
  return issue ? toIssueSentence(issue) : null;
}
