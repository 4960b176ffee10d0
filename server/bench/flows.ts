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

const SAID = [{ name: 'said', default: '' }];

function toFile(
  name: string,
  start: string,
  nodes: JsonObject[],
  variables: JsonObject[] = SAID,
): JsonObject {
  return { format: 'parley.flow', slug: name, name, definition: { format: 1, variables, start, nodes } };
}

/** A name, a condition on it, a choice, the end; `peers/conversation.ts` is the same by code. */
export function toConversation(): JsonObject {
  const says = (id: string, text: string, next: string): JsonObject => ({
    id,
    kind: 'message',
    messages: [{ type: 'text', text }],
    exits: { next },
  });
  const choices = ['Red', 'Blue'].map((label) => ({ value: label.toLowerCase(), label }));
  const asks = (variable: string, text: string, answer: JsonObject, next: string): JsonObject => ({
    id: variable,
    kind: 'question',
    prompt: [{ type: 'text', text }],
    answer,
    variable,
    exits: { next },
  });
  const nodes = [
    asks('name', 'What is your name?', { type: 'text' }, 'known'),
    {
      id: 'known',
      kind: 'condition',
      branches: [{ id: 'yes', when: "name == 'Ada'" }],
      exits: { yes: 'welcome', else: 'greet' },
    },
    says('welcome', 'Welcome back, {{ name }}.', 'color'),
    says('greet', 'Nice to meet you, {{ name }}.', 'color'),
    asks('color', 'Which color do you like?', { type: 'choice', choices }, 'thanks'),
    says('thanks', '{{ name }} likes {{ color }}.', 'end'),
    { id: 'end', kind: 'end' },
  ];
  const variables = ['name', 'color'].map((name) => ({ name, default: '' }));
  return toFile('bench-conversation', 'name', nodes, variables);
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
