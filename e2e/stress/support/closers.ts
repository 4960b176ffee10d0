/** Closes what a test environment opened, from the newest to the oldest. */
export type Closers = {
  push(close: () => Promise<unknown>): void;
  /** Registers a resource and returns it. */
  opened<Thing extends { close(): Promise<unknown> }>(thing: Thing): Thing;
  close(): Promise<void>;
};

/** Opens a test environment; closes what was opened when opening fails. */
export async function openWithClosers<StressEnv>(
  open: (closers: Closers) => Promise<StressEnv>,
): Promise<StressEnv> {
  const all: (() => Promise<unknown>)[] = [];
  const closers: Closers = {
    push: (close) => void all.push(close),
    opened: (thing) => {
      all.push(() => thing.close());
      return thing;
    },
    close: async () => {
      for (const each of all.splice(0).reverse()) await each();
    },
  };
  try {
    return await open(closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}
