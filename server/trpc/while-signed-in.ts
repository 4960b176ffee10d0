import type { TrpcContext } from './context';

const EVERY_MS = 1_000;

/** Passes events on while the sign-in is valid; it is checked at most once a second. */
export async function* whileSignedIn<T>(
  { platform, isStillAuthorized }: Pick<TrpcContext, 'platform' | 'isStillAuthorized'>,
  events: AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  let seenAt = platform.clock.now();
  for await (const event of events) {
    const now = platform.clock.now();
    if (now - seenAt >= EVERY_MS) {
      if (isStillAuthorized && !(await isStillAuthorized())) return;
      seenAt = now;
    }
    yield event;
  }
}
