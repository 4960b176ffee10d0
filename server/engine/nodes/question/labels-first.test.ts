import { describe, expect, it } from 'vitest';
import { converse } from '../../fixtures/converse';

describe('labels of the author', () => {
  it('win over words for yes and no', () => {
    const conversation = converse({
      locale: 'de',
      nodes: [
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: '?' }],
          answer: { type: 'confirm', yes: 'Nee', no: 'Ja' },
          variable: 'sure',
          exits: { next: 'done' },
        },
        { id: 'done', kind: 'end', output: '{{ sure }}' },
      ],
    });
    conversation.start();
    expect(conversation.say('nee.').state.output).toBe(true);
  });

  it('win over words that skip a field or choose none', () => {
    const choices = [
      { value: 'a', label: 'Weglassen' },
      { value: 'b', label: 'Skip' },
      { value: 'c', label: 'Nichts' },
    ];
    const conversation = converse({
      locale: 'de',
      nodes: [
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: '?' }],
          answer: {
            type: 'form',
            fields: [
              { name: 'one', label: '1', required: false, answer: { type: 'choice', choices } },
              { name: 'two', label: '2', required: false, answer: { type: 'choice', choices } },
              { name: 'three', label: '3', required: false, answer: { type: 'choice', choices } },
              { name: 'many', label: '4', answer: { type: 'multi-choice', choices, min: 0 } },
              { name: 'none', label: '5', answer: { type: 'multi-choice', choices, min: 0 } },
            ],
          },
          variable: 'all',
          exits: { next: 'done' },
        },
        { id: 'done', kind: 'end', output: '{{ all }}' },
      ],
    });
    conversation.start();
    for (const reply of ['weglassen', 'SKIP', 'überspringen', 'nichts']) conversation.say(reply);
    expect(conversation.say('keine').state.output).toEqual({
      one: 'a',
      two: 'b',
      three: null,
      many: ['c'],
      none: [],
    });
  });
});
