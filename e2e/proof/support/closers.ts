/** What a stage opened, to be closed from the newest to the oldest. */
export type Closers = {
  push(close: () => Promise<unknown>): void;
  /** Takes something on and gives it back. */
  opened<Thing extends { close(): Promise<unknown> }>(thing: Thing): Thing;
  close(): Promise<void>;
};

/** Makes a stage; when that fails halfway, what it had opened is closed. */
export async function openWithClosers<Stage>(open: (closers: Closers) => Promise<Stage>): Promise<Stage> {
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
