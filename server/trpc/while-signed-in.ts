import type { TrpcContext } from './context';

const EVERY_MS = 1_000;

/** Gives on what comes as long as the sign-in holds: nothing is told a second after a password changed or a member went. */
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
