import type { JsonObject } from '@/server/shared/json';

/** The draft of a new flow, valid and ready to try. */
export function createBlankDraft(): JsonObject {
  return {
    format: 1,
    variables: [],
    start: 'hello',
    nodes: [
      {
        id: 'hello',
        kind: 'message',
        position: { x: 0, y: 0 },
        messages: [{ type: 'text', text: 'Hello.' }],
        exits: { next: 'done' },
      },
      { id: 'done', kind: 'end', position: { x: 320, y: 0 } },
    ],
  };
}
