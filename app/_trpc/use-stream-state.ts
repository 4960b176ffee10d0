'use client';
import { useEffect, useState } from 'react';

/** The interval of refetches without a stream, and the delay before a broken stream is reopened. */
export const STREAM_AGAIN_MS = 5_000;

type Watch = {
  onConnectionStateChange: (change: { state: 'idle' | 'connecting' | 'pending' }) => void;
  onError: () => void;
};

/**
 * Whether a subscription is delivering events, derived from the callbacks passed as `watch`. While it is not, for
 * whatever reason, its data must be polled.
 */
export function useStreamState(): { isLive: boolean; watch: Watch } {
  const [isLive, setLive] = useState(false);
  const watch: Watch = {
    onConnectionStateChange: ({ state }) => setLive(state === 'pending'),
    onError: () => setLive(false),
  };
  return { isLive, watch };
}

/** Reopens a subscription five seconds after it failed for good, as when a proxy refuses it. */
export function useRestart({ status, reset }: { status: string; reset: () => void }): void {
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(reset, STREAM_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
}
