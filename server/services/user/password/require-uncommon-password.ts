import { domainError } from '@/server/shared/errors';
import { isCommonPassword } from './common-password';

const EASY =
  'This password is easy to guess. Use words or characters that have nothing to do with you, or a longer one.';

/** Throws invalid_request for a password made of common words or of words that it is `about`. */
export function requireUncommonPassword(
  field: string,
  password: string,
  about: readonly string[] = [],
): void {
  if (!isCommonPassword(password, about)) return;
  throw domainError('invalid_request', { issues: [{ path: [field], message: EASY }] });
}
