import type { RequestContext } from './request-context';

/**
 * The parts of a request that an authenticator uses: the request, its body on demand, and response headers to set.
 */
export type AuthRequest = {
  request: Request;
  /** The body, read at the first call only; throws body_too_large. */
  readBytes(): Promise<Uint8Array>;
  setHeader(name: string, value: string): void;
};

/** Creates the authenticator's view of a request; `read` is called at most once. */
export function createAuthRequest(
  { request, headers }: RequestContext,
  read: () => Promise<Uint8Array>,
): AuthRequest {
  let bytes: Promise<Uint8Array> | null = null;
  return {
    request,
    readBytes: () => {
      bytes ??= read();
      return bytes;
    },
    setHeader: (name, value) => {
      headers[name] = value;
    },
  };
}
