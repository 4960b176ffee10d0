import { TooLargeError } from '@/server/gateways/body-errors';

const FIELD = 'data:';

/** Yields the data of server-sent events as they arrive. Throws TooLargeError beyond `maxBytes` of the stream. */
export async function* readStreamData(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TooLargeError(maxBytes);
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    const lines = [rest + first, ...others];
    rest = lines.pop() ?? '';
    for (const line of lines.map(withoutReturn)) {
      if (line.startsWith(FIELD)) data.push(toValue(line));
      if (line !== '' || data.length === 0) continue;
      yield data.join('\n');
      data = [];
    }
  }
  // Some servers leave out the empty line after the last event.
  if (rest.startsWith(FIELD)) data.push(toValue(withoutReturn(rest)));
  if (data.length > 0) yield data.join('\n');
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function toValue(line: string): string {
  const value = line.slice(FIELD.length);
  return value.startsWith(' ') ? value.slice(1) : value;
}
