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
const PARSE = 'P';
const QUERY = 'Q';

/** A prepared statement by its name, or the text of any other. */
export type SentStatement = { name: string } | { text: string };

/** Returns the statement that a message sends; null for other messages. */
export function findStatement({ letter, bytes }: WireMessage): SentStatement | null {
  if (letter === QUERY) return { text: bytes.toString('latin1', 1 + LENGTH_BYTES, bytes.length - 1) };
  const [first, second] = readTexts(bytes);
  // The first text of PARSE is the statement's name, of BIND the portal's.
  if (letter === PARSE) return first === '' ? { text: second } : null;
  return letter === BIND && second !== '' ? { name: second } : null;
}

function readTexts(bytes: Buffer): [string, string] {
  const start = 1 + LENGTH_BYTES;
  const end = bytes.indexOf(0, start);
  const next = end + 1;
  return [bytes.toString('latin1', start, end), bytes.toString('latin1', next, bytes.indexOf(0, next))];
}
