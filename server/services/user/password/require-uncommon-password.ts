import { domainError } from '@/server/shared/errors';
import { EASY } from '../schema';
import { isCommonPassword } from './common-password';

/** Throws invalid_request for a password made of common words or of words that it is `about`. */
export function requireUncommonPassword(field: string, password: string, about: readonly string[]): void {
  if (!isCommonPassword(password, about)) return;
  throw domainError('invalid_request', { issues: [{ path: [field], message: EASY }] });
}
