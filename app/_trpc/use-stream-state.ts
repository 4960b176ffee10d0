'use client';
import { useEffect, useState } from 'react';

/** How soon what a stream does not bring is asked for, and a broken stream begun again. */
export const STREAM_AGAIN_MS = 5_000;

type Watch = {
  onConnectionStateChange: (change: { state: 'idle' | 'connecting' | 'pending' }) => void;
  onError: () => void;
};

/**
 * Whether a subscription brings news at this moment, told by what is given to it as `watch`. While it does not, however
 * that came, its news have to be asked for.
 */
export function useStreamState(): { isLive: boolean; watch: Watch } {
  const [isLive, setLive] = useState(false);
  const watch: Watch = {
    onConnectionStateChange: ({ state }) => setLive(state === 'pending'),
    onError: () => setLive(false),
  };
  return { isLive, watch };
}

/** Begins a subscription again five seconds after it broke for good, as it does when a server in between refuses it. */
export function useRestart({ status, reset }: { status: string; reset: () => void }): void {
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(reset, STREAM_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [status, reset]);
}
