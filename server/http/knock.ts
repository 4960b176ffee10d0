import type { Exchange } from './exchange';

/** A request at the door: what its credential can be read from, and what its answer, whatever it is, will say. */
export type Knock = {
  request: Request;
  /** The body, read at most once and only when somebody asks; throws body_too_large. */
  readBytes(): Promise<Uint8Array>;
  setHeader(name: string, value: string): void;
};

/** Opens the door of an exchange; `read` is called at most once. */
export function createKnock({ request, headers }: Exchange, read: () => Promise<Uint8Array>): Knock {
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
