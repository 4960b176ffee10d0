/** Tells whoever sends deliveries, in this process and in others, that there is something to send. */
export type DeliverySignal = {
  /** Called after a commit that wrote deliveries; cheap, never throws. */
  wake(): void;
  /** Calls `listener` soon after somebody woke; returns how to stop. */
  onWake(listener: () => void): () => void;
  close(): Promise<void>;
};

/** Makes a signal that reaches this process alone; others find out by their poll. */
export function createDeliverySignal(): DeliverySignal {
  const listeners = new Set<() => void>();
  return {
    wake: () => {
      for (const listener of listeners) listener();
    },
    onWake: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
}
