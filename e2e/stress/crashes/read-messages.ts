/** One message of the PostgreSQL protocol: its type letter (empty for the startup message) and its bytes. */
export type WireMessage = { letter: string; bytes: Buffer };

const LENGTH_BYTES = 4;

/** Splits a byte stream into complete messages and keeps the incomplete rest. */
export function createMessageReader(hasGreeting: boolean): (chunk: Buffer) => WireMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let isGreeting = hasGreeting;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const letterBytes = isGreeting ? 0 : 1;
      if (rest.length < letterBytes + LENGTH_BYTES) return messages;
      const size = letterBytes + rest.readInt32BE(letterBytes);
      if (rest.length < size) return messages;
      messages.push({ letter: rest.toString('latin1', 0, letterBytes), bytes: rest.subarray(0, size) });
      rest = rest.subarray(size);
      isGreeting = false;
    }
  };
}

const BIND = 'B';
const QUERY = 'Q';

/** Returns the prepared statement's name or the simple query's text, such as COMMIT; null for other messages. */
export function findStatement({ letter, bytes }: WireMessage): string | null {
  if (letter === QUERY) return bytes.toString('latin1', 1 + LENGTH_BYTES, bytes.length - 1);
  if (letter !== BIND) return null;
  const portalEnd = bytes.indexOf(0, 1 + LENGTH_BYTES);
  return bytes.toString('latin1', portalEnd + 1, bytes.indexOf(0, portalEnd + 1));
}
