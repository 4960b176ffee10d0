import type { JsonObject } from '@/server/engine/json';

const QUESTIONS = 20;

const question = (id: string, next: string): JsonObject => ({
  id,
  kind: 'question',
  prompt: [{ type: 'text', text: 'Say something.' }],
  answer: { type: 'text' },
  variable: 'said',
  exits: { next },
});

const message = (id: string, next: string): JsonObject => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text: 'You said: {{ said }}' }],
  exits: { next },
});

function toFile(name: string, start: string, nodes: JsonObject[]): JsonObject {
  const variables = [{ name: 'said', default: '' }];
  return { format: 'parley.flow', slug: name, name, definition: { format: 1, variables, start, nodes } };
}

/** Twenty questions, each answer repeated; then the end. */
export function toTwenty(): JsonObject {
  const asked = Array.from({ length: QUESTIONS }, (_, n) => [
    question(`ask${n}`, `repeat${n}`),
    message(`repeat${n}`, n + 1 < QUESTIONS ? `ask${n + 1}` : 'end'),
  ]);
  return toFile('bench-twenty', 'ask0', [...asked.flat(), { id: 'end', kind: 'end' }]);
}

/** The echo flow as a ring of `count` nodes, an even number: a turn visits two of them however many there are. */
export function toRing(name: string, count: number): JsonObject {
  const pairs = count / 2;
  const nodes = Array.from({ length: pairs }, (_, n) => [
    question(`ask${n}`, `repeat${n}`),
    message(`repeat${n}`, `ask${(n + 1) % pairs}`),
  ]);
  return toFile(name, 'ask0', nodes.flat());
}
