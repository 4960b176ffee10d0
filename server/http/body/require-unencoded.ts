import { domainError } from '@/server/shared/errors';

const ACCEPTED = 'identity';

/** Throws unsupported_encoding for a body that its headers call compressed. A body of no bytes has no encoding. */
export function requireUnencoded(headers: Headers): void {
  const encodings = (headers.get('content-encoding') ?? '').split(',').map((one) => one.trim().toLowerCase());
  if (encodings.every((one) => one === '' || one === ACCEPTED)) return;
  if (headers.get('content-length') === '0') return;
  throw domainError('unsupported_encoding', { accepted: [ACCEPTED] });
}
