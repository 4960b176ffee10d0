/** Counts acknowledgements and wakes those who wait for a count. */
export type Progress = {
  acknowledged(): number;
  acknowledge(): void;
  /** Waits for a total count, at most `limitMs`; returns false on timeout. */
  reach(count: number, limitMs: number): Promise<boolean>;
};

/** Starts at zero. */
export function createProgress(): Progress {
  const waiting = new Set<() => void>();
  let count = 0;
  const acknowledge = (): void => {
    count += 1;
    for (const look of [...waiting]) look();
  };
  const reach = (wanted: number, limitMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (isReached: boolean): void => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(isReached);
      };
      const look = (): void => {
        if (count >= wanted) end(true);
      };
      const timer = setTimeout(() => end(false), limitMs);
      waiting.add(look);
      look();
    });
  return { acknowledged: () => count, acknowledge, reach };
}
