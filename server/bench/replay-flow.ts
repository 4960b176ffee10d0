import type { FlowDefinitionInput } from '@/server/engine/definition';

type Node = FlowDefinitionInput['nodes'][number];

const say = (id: string, text: string, next?: string): Node => ({
  ...{ id, kind: 'message', messages: [{ type: 'text', text }] },
  exits: next === undefined ? {} : { next },
});
const TOPICS = ['order', 'invoice', 'other'].map((value) => ({ value, label: `About my ${value}` }));

/** Asks for a name, a topic and an address, with a call between; five turns or a few more. */
export function toServiceFlow(url: string): FlowDefinitionInput {
  return {
    format: 1,
    start: 'name',
    nodes: [
      {
        ...{ id: 'name', kind: 'question', prompt: [{ type: 'text', text: 'What is your name?' }] },
        ...{ answer: { type: 'text' }, variable: 'name', exits: { next: 'known' } },
      },
      {
        ...{
          id: 'known',
          kind: 'condition',
          branches: [{ id: 'yes', when: "name.length > 4 && name.includes('a')" }],
        },
        exits: { yes: 'welcome', else: 'greet' },
      },
      say('welcome', 'Welcome back, {{ name }}.', 'topic'),
      say('greet', 'Nice to meet you, {{ name }}.', 'topic'),
      {
        ...{ id: 'topic', kind: 'question', prompt: [{ type: 'text', text: 'How can we help?' }] },
        ...{ answer: { type: 'choice', choices: TOPICS }, variable: 'topic' },
        exits: { next: 'call', 'choice:other': 'email' },
      },
      {
        ...{ id: 'call', kind: 'http', method: 'GET', url: `${url}/{{ topic }}?name={{ name }}` },
        save: [{ variable: 'state', value: 'response.body.state' }],
        exits: { success: 'tell', failure: 'sorry' },
      },
      say('tell', 'Your {{ topic }} is {{ state }}.', 'email'),
      say('sorry', 'We cannot reach our shop right now.', 'email'),
      {
        ...{ id: 'email', kind: 'question', prompt: [{ type: 'text', text: 'Where shall we write to?' }] },
        ...{
          answer: { type: 'email' },
          variable: 'email',
          retries: { max: 2, message: 'That is no address.' },
        },
        exits: { next: 'end', invalid: 'giveUp' },
      },
      say('giveUp', 'A person will call you.'),
      { id: 'end', kind: 'end', text: 'Thank you, {{ name }}.', output: { topic: '{{ topic }}' } },
    ],
  };
}

/** The flow with two lines changed: other words for one in six, and no call without an `a` in the name. */
export function changeServiceFlow(flow: FlowDefinitionInput): FlowDefinitionInput {
  const nodes = flow.nodes.map((node): Node => {
    if (node.id === 'sorry') return say('sorry', 'Our shop is closed right now.', 'email');
    if (node.id !== 'known') return node;
    return { ...node, exits: { yes: 'welcome', else: 'topic' } } as Node;
  });
  return { ...flow, nodes };
}

const NAMES = ['Ada', 'Grace', 'Barbara', 'Tim', 'Linus', 'Margaret', 'Alan'];

/** What the person number `n` says. */
export function toAnswers(n: number): string[] {
  const name = `${NAMES[n % NAMES.length]} ${n}`;
  const topic = TOPICS[n % TOPICS.length]?.value ?? '';
  const address = `${name.toLowerCase().replace(' ', '.')}@example.com`;
  if (n % 10 === 0) return [name];
  if (n % 7 === 0) return [name, topic, 'no address', 'nothing', 'no'];
  return n % 5 === 0 ? [name, topic, 'what?', address] : [name, topic, address];
}
