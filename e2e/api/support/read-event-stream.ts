type StreamedEvent = {
  id: string;
  event: string;
  data: { id: string; type: string; at: string; data: Record<string, unknown> };
};

export type EventReader = {
  /** Reads up to and including the first event that matches `wanted`; throws when the stream ends first. */
  until(wanted: (event: StreamedEvent) => boolean): Promise<StreamedEvent[]>;
  /** Reads to the end of the stream. */
  rest(): Promise<StreamedEvent[]>;
};

/** Reads server-sent events and skips comments. */
export function readEventStream(response: Response): EventReader {
  const blocks = readBlocks(response);
  const next = async (): Promise<StreamedEvent | null> => {
    for (;;) {
      const { done, value } = await blocks.next();
      if (done) return null;
      const event = parseBlock(value);
      if (event) return event;
    }
  };
  return {
    async until(wanted) {
      const seen: StreamedEvent[] = [];
      for (let event = await next(); event; event = await next()) {
        seen.push(event);
        if (wanted(event)) return seen;
      }
      throw new Error('the stream ended before the event came');
    },
    async rest() {
      const seen: StreamedEvent[] = [];
      for (let event = await next(); event; event = await next()) seen.push(event);
      return seen;
    },
  };
}

async function* readBlocks({ body }: Response): AsyncGenerator<string, void> {
  if (!body) return;
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}

function parseBlock(block: string): StreamedEvent | null {
  const fields = new Map(block.split('\n').map((line) => toField(line)));
  const data = fields.get('data');
  return data === undefined
    ? null
    : { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) };
}

function toField(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
