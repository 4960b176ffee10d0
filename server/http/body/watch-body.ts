import { domainError } from '@/server/shared/errors';

/*
 * body/minimum-rate  After the first `graceMs`, a body must arrive at `bytesPerSecond` on average, or reading it stops.
 * body/bounded       No more of a body than its limit is held.
 */

export type BodyRate = { graceMs: number; bytesPerSecond: number };

/** The memory account of a body while it is read. */
type BodyMemory = {
  /** `cut` is called when the body must be dropped. */
  begin(cut: () => void): void;
  /** Throws overloaded. */
  add(bytes: number): void;
  end(): void;
};

export type BodyReading = { maxBytes: number; rate: BodyRate; memory: BodyMemory };

export type BodyWatch = {
  /** Throws body_too_large, overloaded. */
  add(bytes: number): void;
  stop(): void;
};

const RETRY_AFTER_MS = 2_000;

/** Watches a body while it is received; calls `fail` at most once. Throws overloaded. */
export function watchBody({ maxBytes, rate, memory }: BodyReading, fail: (error: Error) => void): BodyWatch {
  const startedAt = performance.now();
  let size = 0;
  const leftMs = (): number =>
    rate.graceMs + (1_000 * size) / rate.bytesPerSecond - (performance.now() - startedAt);
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const left = leftMs();
    // Bytes that arrived while the process was busy are read before the second look.
    if (left <= 0) setImmediate(judge);
    else timer = setTimeout(look, left);
  };
  let isWatching = true;
  const judge = (): void => {
    if (!isWatching) return;
    if (leftMs() <= 0) fail(domainError('body_too_slow', { ...rate }));
    else look();
  };
  memory.begin(() => fail(domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS })));
  timer = setTimeout(look, rate.graceMs);
  return {
    add: (bytes) => {
      size += bytes;
      if (size > maxBytes) throw domainError('body_too_large', { maxBytes });
      memory.add(bytes);
    },
    stop: () => {
      isWatching = false;
      clearTimeout(timer);
      memory.end();
    },
  };
}
