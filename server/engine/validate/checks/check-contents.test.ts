import { describe, expect, it } from 'vitest';
import type { Content } from '../../definition/content';
import { validateFlow } from '../../validate';

const check = (message: Content, more: object = {}) =>
  validateFlow({
    format: 1,
    start: 'm',
    nodes: [{ id: 'm', kind: 'message', messages: [message], exits: {} }],
    ...more,
  }).problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

describe('checkContents', () => {
  it.each([' ', '\n\t', '\u200b', '{{ "" }}', '{{ null }} {{ undefined }}', "{{ '  '.trim() }}"])(
    'warns of the text %j, which is always empty',
    (text) => {
      expect(check({ type: 'text', text })).toEqual(['warning always_empty /nodes/0/messages/0/text']);
    },
  );

  it.each(['.', '{{ $now() }}', '{{ visitor.name }}', '{{ 0 }}', '{{ "a" }}'])('accepts %j', (text) => {
    expect(check({ type: 'text', text })).toEqual([]);
  });

  it('warns of a prompt, a button and a choice that are always empty', () => {
    const choices = [
      { value: 'a', label: ' ' },
      { value: 'b', label: 'B' },
    ];
    const prompt = [
      { type: 'buttons', text: '{{ "" }}', buttons: [{ label: ' ', action: { type: 'reply', value: 'x' } }] },
    ];
    const question = {
      id: 'q',
      kind: 'question',
      prompt,
      answer: { type: 'choice', choices },
      variable: 'v',
      exits: {},
    };
    const { problems } = validateFlow({ format: 1, start: 'q', nodes: [question] });
    expect(
      problems.filter(({ code }) => code === 'always_empty').map(({ path, nodeId }) => `${nodeId} ${path}`),
    ).toEqual([
      'q /nodes/0/prompt/0/text',
      'q /nodes/0/prompt/0/buttons/0/label',
      'q /nodes/0/answer/choices/0/label',
    ]);
  });

  it.each([
    'javascript:alert(1)',
    ' JAVASCRIPT:{{ a }}',
    'data:image/png;base64,{{ visitor.x }}',
    'java{{ "script:x" }}',
  ])('warns of the address %j, which is left out', (url) => {
    expect(check({ type: 'image', url })).toContain('warning forbidden_address /nodes/0/messages/0/url');
  });

  it.each([
    'https://x.test/{{ visitor.a }}',
    '{{ visitor.url }}',
    '/a',
    'mailto:{{ visitor.mail }}',
    'https:{{ visitor.rest }}',
  ])('accepts the address %j', (url) => {
    expect(check({ type: 'image', url })).toEqual([]);
  });
});
