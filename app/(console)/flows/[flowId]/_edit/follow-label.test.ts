import { describe, expect, it } from 'vitest';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { setNodeField } from './edit-node';

const ask = (choices: object[], exits: object = {}): Draft =>
  ({
    nodes: [{ id: 'q', kind: 'question', answer: { type: 'choice', choices }, exits }],
  }) as unknown as Draft;
const nodeOf = (draft: Draft) =>
  (draft.nodes as Record<string, unknown>[])[0] as { answer: unknown; exits: unknown };
const label = (draft: Draft, index: number, text: unknown, ...more: string[]) =>
  setNodeField(draft, 'q', ['answer', 'choices', index, 'label', ...more], text);
const choicesOf = (draft: Draft) => (nodeOf(draft).answer as { choices: { value: string }[] }).choices;
const valuesOf = (draft: Draft) => choicesOf(draft).map(({ value }) => value);

describe('the value of a choice', () => {
  it('follows its label while one types, with its wire', () => {
    let draft = ask([{ value: 'option', label: '' }], { 'choice:option': 'q' });
    for (const text of ['S', 'Sa', 'Sales']) draft = label(draft, 0, text);
    expect(choicesOf(draft)).toEqual([{ value: 'Sales', label: 'Sales' }]);
    expect(nodeOf(draft).exits).toEqual({ 'choice:Sales': 'q' });
    expect(valuesOf(label(draft, 0, ' '))).toEqual(['option']);
  });

  it('stays once it was edited by hand', () => {
    expect(valuesOf(label(ask([{ value: 'sales', label: 'Sales' }]), 0, 'Sales team'))).toEqual(['sales']);
    const edited = setNodeField(
      ask([{ value: 'A', label: 'A' }]),
      'q',
      ['answer', 'choices', 0, 'value'],
      'a1',
    );
    expect(valuesOf(label(edited, 0, 'B'))).toEqual(['a1']);
  });

  it('is no other choice’s', () => {
    const draft = ask([
      { value: 'Yes', label: 'Yes' },
      { value: 'option', label: '' },
    ]);
    const twice = label(draft, 1, 'Yes');
    expect(valuesOf(twice)).toEqual(['Yes', 'Yes_2']);
    expect(valuesOf(label(twice, 1, 'Yes, please'))).toEqual(['Yes', 'Yes, please']);
  });

  it('follows the first language of its label, and no expression', () => {
    const draft = ask([{ value: 'Red', label: { en: 'Red', de: 'Rot' } }]);
    expect(valuesOf(label(draft, 0, 'Hellrot', 'de'))).toEqual(['Red']);
    expect(valuesOf(label(draft, 0, 'Bright red', 'en'))).toEqual(['Bright red']);
    expect(valuesOf(label(draft, 0, '{{ name }}'))).toEqual(['option']);
  });
});

describe('the value of a reply button', () => {
  const message = (action: object): Draft =>
    ({
      nodes: [
        {
          id: 'q',
          kind: 'message',
          messages: [{ type: 'buttons', text: '?', buttons: [{ label: 'Yes', action }] }],
        },
      ],
    }) as unknown as Draft;
  const path = ['messages', 0, 'buttons', 0, 'label'] as const;
  const actionAfter = (action: object) => {
    const { nodes } = setNodeField(message(action), 'q', path, 'No') as unknown as {
      nodes: [{ messages: [{ buttons: [{ action: unknown }] }] }];
    };
    return nodes[0].messages[0].buttons[0].action;
  };

  it('follows its label, and an address does not', () => {
    expect(actionAfter({ type: 'reply', value: 'Yes' })).toEqual({ type: 'reply', value: 'No' });
    expect(actionAfter({ type: 'reply', value: '' })).toEqual({ type: 'reply', value: 'No' });
    expect(actionAfter({ type: 'reply', value: 'y' })).toEqual({ type: 'reply', value: 'y' });
    expect(actionAfter({ type: 'url', url: 'Yes' })).toEqual({ type: 'url', url: 'Yes' });
  });
});
