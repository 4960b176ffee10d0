import type { FlowDefinitionInput } from '@/server/engine/definition';

/** Asks for an order's number, then for a form; `name` is the intent. */
export function orderFlow(name: string): FlowDefinitionInput {
  return {
    format: 1,
    variables: [{ name: 'cart_total', public: true }],
    triggers: [
      {
        type: 'intent',
        name,
        displayLabel: 'Track an order',
        subtitle: 'Where is it?',
        examples: ['where is my order'],
        requiredEntities: ['order_no'],
        icon: { kind: 'emoji', value: '📦' },
        isPinned: true,
        priority: 10,
      },
    ],
    start: 'hello',
    nodes: [
      {
        id: 'hello',
        kind: 'message',
        messages: [
          { type: 'markdown', text: 'You said **{{ trigger.text }}** on {{ trigger.context.page }}.' },
        ],
        exits: { next: 'ask' },
      },
      {
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: 'Which order?' }],
        answer: { type: 'text', minLength: 3, maxLength: 20 },
        variable: 'order_no',
        exits: { next: 'more' },
      },
      {
        id: 'more',
        kind: 'question',
        prompt: [{ type: 'text', text: 'Tell us more.' }],
        answer: {
          type: 'form',
          title: 'Details',
          submitLabel: 'Go',
          fields: [
            { name: 'email', label: 'Email', answer: { type: 'email' } },
            {
              name: 'reason',
              label: 'Reason',
              answer: {
                type: 'choice',
                choices: [
                  { value: 'late', label: 'It is late' },
                  { value: 'lost', label: 'It is lost' },
                ],
              },
            },
            { name: 'stars', label: 'Stars', required: false, answer: { type: 'rating', max: 5 } },
          ],
        },
        variable: 'more',
        exits: { next: 'done' },
      },
      {
        id: 'done',
        kind: 'end',
        text: 'Order {{ order_no }} for {{ more.email }}: {{ more.reason }}, cart {{ cart_total }}.',
        output: { ok: true },
      },
    ],
  };
}

/** Sends one message and waits longer than any client polls. */
export function slowFlow(name: string): FlowDefinitionInput {
  return {
    format: 1,
    triggers: [{ type: 'intent', name, displayLabel: 'Slow' }],
    start: 'hold',
    nodes: [
      {
        id: 'hold',
        kind: 'message',
        messages: [{ type: 'text', text: 'One moment.' }],
        exits: { next: 'rest' },
      },
      {
        id: 'rest',
        kind: 'wait',
        wait: { type: 'for', duration: { amount: 1, unit: 'days' } },
        exits: { next: 'done' },
      },
      { id: 'done', kind: 'end', text: 'There it is.' },
    ],
  };
}

/** Asks for a file; `name` is the intent. */
export function fileFlow(name: string): FlowDefinitionInput {
  return {
    format: 1,
    triggers: [{ type: 'intent', name, displayLabel: 'Send a photo' }],
    start: 'ask',
    nodes: [
      {
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: 'Please send a photo.' }],
        answer: { type: 'file', accept: ['image/*'] },
        variable: 'photo',
        exits: { next: 'done' },
      },
      { id: 'done', kind: 'end', text: 'Got {{ photo.name }} ({{ photo.mime }}, {{ photo.size }}).' },
    ],
  };
}

/** A form whose flow thanks the visitor; `code` is the code of the form. */
export function formFlow(code: string): FlowDefinitionInput {
  return {
    format: 1,
    triggers: [
      {
        type: 'form',
        code,
        title: 'Ask for a quote',
        submitLabel: 'Ask',
        fields: [
          { name: 'name', label: 'Your name', answer: { type: 'text', maxLength: 50 } },
          { name: 'size', label: 'How many', answer: { type: 'number', min: 1, max: 99, integer: true } },
          {
            name: 'plan',
            label: 'The plan',
            required: false,
            answer: { type: 'file', accept: ['image/*'], maxBytes: 1000 },
          },
        ],
      },
    ],
    start: 'done',
    nodes: [
      { id: 'done', kind: 'end', text: 'Thanks, {{ trigger.values.name }}: {{ trigger.values.size }}.' },
    ],
  };
}
