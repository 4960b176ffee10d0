import { findProblem } from '@/app/_trpc/problems';

type Issue = { path: readonly (string | number)[]; message: string };

/** The error of one setting of a channel, with its place within the setting; null when there is none. */
export function findSettingError(error: unknown, setting: string): string | null {
  const issue = findProblem(error)?.issues.find(({ path }) => path[0] === 'settings' && path[1] === setting);
  return issue ? wordIssue(issue) : null;
}

/** Whether a failure concerns more than the named fields and settings, so that the form must show it. */
export function isFormError(error: unknown, fields: readonly string[]): boolean {
  if (!error) return false;
  const issues = findProblem(error)?.issues ?? [];
  return (
    issues.length === 0 ||
    !issues.every(({ path }) => fields.includes(String(path[path[0] === 'settings' ? 1 : 0])))
  );
}

/** Prefixes an issue's message with its place: "Line 2 must be …" for lists, counted from 1. */
export function wordIssue({ path, message }: Issue): string {
  const place = path.slice(2).map((part) => (typeof part === 'number' ? `entry ${String(part + 1)}` : part));
  if (place.length === 0) return `This ${message}.`;
  const text = `${place.join(', ')} ${message}.`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
