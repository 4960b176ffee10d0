import { describe, expect, it } from 'vitest';
import type { Content } from '../definition/content';
import { converse, textsOf } from '../fixtures/converse';

type Row = { name: string; message: Content; text: string; content?: object };

const card = { title: 'Flight {{ n }}', subtitle: 'On time', imageUrl: 'https://x.test/a.png', buttons: [] };

const ROWS: Row[] = [
  { name: 'text', message: { type: 'text', text: 'Hello {{ who }}' }, text: 'Hello Ann' },
  {
    name: 'markdown',
    message: { type: 'markdown', text: '**{{ who }}**, see [this]({{ link }})' },
    text: 'Ann, see this (https://x.test/7)',
    content: { type: 'markdown', text: '**Ann**, see [this](https://x.test/7)' },
  },
  {
    name: 'image without title',
    message: { type: 'image', url: 'https://x.test/{{ n }}.png' },
    text: 'https://x.test/7.png',
  },
  {
    name: 'file with title',
    message: { type: 'file', url: 'https://x.test/a.pdf', title: 'Bill {{ n }}' },
    text: 'Bill 7: https://x.test/a.pdf',
  },
  { name: 'audio', message: { type: 'audio', url: 'https://x.test/a.mp3' }, text: 'https://x.test/a.mp3' },
  {
    name: 'video whose title renders empty',
    message: { type: 'video', url: 'https://x.test/a.mp4', title: '{{ none }}' },
    text: 'https://x.test/a.mp4',
    content: { type: 'video', url: 'https://x.test/a.mp4' },
  },
  {
    name: 'card with buttons of every action',
    message: {
      type: 'card',
      ...card,
      buttons: [
        { label: 'Yes', action: { type: 'reply', value: 'y{{ n }}' } },
        { label: 'Site', action: { type: 'url', url: 'https://x.test' } },
        { label: 'Call', action: { type: 'phone', phone: '+49301' } },
      ],
    },
    text: 'Flight 7\nOn time\nhttps://x.test/a.png\n1. Yes\n2. Site: https://x.test\n3. Call: +49301',
  },
  {
    name: 'carousel',
    message: {
      type: 'carousel',
      cards: [
        { type: 'card', title: 'A', buttons: [] },
        { type: 'card', title: 'B', buttons: [] },
      ],
    },
    text: 'A\n\nB',
    content: {
      type: 'carousel',
      cards: [
        { title: 'A', buttons: [] },
        { title: 'B', buttons: [] },
      ],
    },
  },
  {
    name: 'buttons',
    message: {
      type: 'buttons',
      text: 'Which?',
      buttons: [{ label: 'One', action: { type: 'reply', value: '1' } }],
    },
    text: 'Which?\n1. One',
  },
  {
    name: 'list',
    message: {
      type: 'list',
      title: 'Included',
      items: [
        { title: 'Bag', subtitle: '8 kg' },
        { title: 'Seat', button: { label: 'Choose', action: { type: 'url', url: 'https://x.test' } } },
      ],
    },
    text: 'Included\n- Bag: 8 kg\n- Seat\n  Choose: https://x.test',
  },
  {
    name: 'location',
    message: { type: 'location', latitude: 'place.lat', longitude: '13.4', title: 'Here' },
    text: 'Here: 52.5, 13.4',
    content: { type: 'location', latitude: 52.5, longitude: 13.4, title: 'Here' },
  },
  {
    name: 'custom, whose payload keeps types',
    message: { type: 'custom', payload: { n: '{{ n }}', list: ['{{ who }}!'] }, fallback: 'See {{ n }}' },
    text: 'See 7',
    content: { type: 'custom', payload: { n: 7, list: ['Ann!'] } },
  },
];

const BAD = ' java\tscript:alert(1)';

function sayOnce(message: Content) {
  const conversation = converse({
    nodes: [
      { id: 'm', kind: 'message', messages: [message], exits: { next: 'e' } },
      { id: 'e', kind: 'end' },
    ],
  });
  return conversation.start({ who: 'Ann', n: 7, place: { lat: 52.5 }, link: 'https://x.test/7', bad: BAD });
}

describe('message', () => {
  it.each(ROWS)('renders $name as plain text', ({ message, text, content }) => {
    const { messages } = sayOnce(message);
    expect(messages[0]).toMatchObject({ nodeId: 'm', inputId: 'in-0', text });
    if (content) expect(messages[0]?.content).toEqual(content);
  });

  it('sends its messages in order and continues', () => {
    const messages: Content[] = ['one', 'two'].map((text) => ({ type: 'text', text }));
    const result = converse({ nodes: [{ id: 'm', kind: 'message', messages }] }).start();
    expect(textsOf(result)).toEqual(['one', 'two', '']);
    expect(result.messages.at(-1)?.content).toEqual({ type: 'end', output: null });
  });

  it('renders a missing reference empty and records it in the trace', () => {
    const { messages, trace } = sayOnce({ type: 'text', text: 'Dear {{ nobody }}!' });
    expect(messages[0]?.text).toBe('Dear !');
    expect(trace.steps[0]?.misses).toMatchObject([{ expression: 'nobody' }]);
  });

  const url = (address: string) => ({ label: 'Go', action: { type: 'url' as const, url: address } });
  const reply = (label: string, value = label) => ({ label, action: { type: 'reply' as const, value } });

  it.each([
    ['javascript:alert(1)', 'javascript:'],
    ['JavaScript:alert(1)', 'javascript:'],
    ['{{ bad }}', 'javascript:'],
    ['\u0001vbscript:x', 'vbscript:'],
    ['data:text/html,x', 'data:'],
    ['file:///etc/passwd', 'file:'],
    ['blob:https://x.test/1', 'blob:'],
    ['intent://x', 'intent:'],
  ])('leaves out what leads to %s, and says why (messages/safe-addresses)', (address, scheme) => {
    const buttons = sayOnce({ type: 'buttons', text: 'Go?', buttons: [url(address), reply('No')] });
    expect(buttons.messages[0]?.content).toEqual({ type: 'buttons', text: 'Go?', buttons: [reply('No')] });
    expect(buttons.trace.steps[0]?.note).toBe(`Button 1 was left out: its address begins with ${scheme}.`);
    const shown = sayOnce({ type: 'card', title: 'A', imageUrl: address, buttons: [url(address)] });
    expect(shown.messages[0]?.content).toEqual({ type: 'card', title: 'A', buttons: [] });
    expect(shown.trace.steps[0]?.note).toContain(
      `The picture of the card was left out: its address begins with ${scheme}.`,
    );
    const rows = sayOnce({ type: 'list', items: [{ title: 'A', imageUrl: address, button: url(address) }] });
    expect(rows.messages[0]?.content).toEqual({ type: 'list', items: [{ title: 'A' }] });
    for (const type of ['image', 'file', 'audio', 'video'] as const) {
      const { messages, trace } = sayOnce({ type, url: address });
      expect(messages.map(({ content }) => content.type)).toEqual(['end']);
      expect(trace.steps[0]?.note).toContain(`The ${type} was left out: its address begins with ${scheme}.`);
    }
  });

  it.each([
    'https://x.test/a',
    'HTTP://x.test',
    'mailto:a@x.test',
    'tel:+4930',
    '/orders/5',
    'a.png',
    '?a=javascript:b',
    '//x.test',
  ])('keeps the address %s (messages/safe-addresses)', (address) => {
    const { messages } = sayOnce({ type: 'buttons', text: 'Go?', buttons: [url(address)] });
    expect(messages[0]?.content).toMatchObject({ buttons: [url(address)] });
  });

  it.each([
    ['javascript:alert(1)', 'begins with javascript:'],
    ['{{ none }}', 'is empty'],
    ['call us', 'has no digit'],
  ])('leaves out a button that calls %s', (phone, fault) => {
    const button = { label: 'Call', action: { type: 'phone' as const, phone } };
    const { messages, trace } = sayOnce({ type: 'buttons', text: 'Go?', buttons: [button] });
    expect(messages[0]?.content).toEqual({ type: 'text', text: 'Go?' });
    expect(trace.steps[0]?.note).toBe(`Button 1 was left out: its number ${fault}.`);
  });

  it.each<[string, Content, object | null, string, string]>([
    [
      'a button without a label',
      { type: 'buttons', text: 'Q', buttons: [reply('{{ none }}', 'x'), reply('A')] },
      { type: 'buttons', text: 'Q', buttons: [reply('A')] },
      'Q\n1. A',
      'Button 1 was left out: its label is empty.',
    ],
    [
      'a button without a value',
      { type: 'buttons', text: 'Q', buttons: [reply('A', '{{ none }}'), reply('B')] },
      { type: 'buttons', text: 'Q', buttons: [reply('B')] },
      'Q\n1. B',
      'Button 1 was left out: its value is empty.',
    ],
    [
      'a button without an address',
      { type: 'buttons', text: 'Q', buttons: [url('{{ none }}')] },
      { type: 'text', text: 'Q' },
      'Q',
      'Button 1 was left out: its address is empty.',
    ],
    [
      'an invisible label',
      { type: 'buttons', text: 'Q', buttons: [reply('\u200b', 'x')] },
      { type: 'text', text: 'Q' },
      'Q',
      'Button 1 was left out: its label is empty.',
    ],
    [
      'a row',
      { type: 'list', title: 'T', items: [{ title: '{{ none }}' }, { title: 'A' }] },
      { type: 'list', title: 'T', items: [{ title: 'A' }] },
      'T\n- A',
      'Row 1 was left out: it is empty.',
    ],
    [
      'a title that its subtitle replaces',
      { type: 'list', items: [{ title: '{{ none }}', subtitle: 'S' }] },
      { type: 'list', items: [{ title: 'S' }] },
      '- S',
      '',
    ],
    [
      'every row',
      { type: 'list', title: 'T', items: [{ title: '{{ none }}' }] },
      { type: 'text', text: 'T' },
      'T',
      'Row 1 was left out: it is empty.',
    ],
    [
      'every row of a list without a title',
      { type: 'list', items: [{ title: ' ' }] },
      null,
      '',
      'Message 1 is empty',
    ],
    [
      'a card of several',
      {
        type: 'carousel',
        cards: [
          { type: 'card', title: '{{ none }}', buttons: [] },
          { type: 'card', title: 'B', buttons: [] },
        ],
      },
      { type: 'carousel', cards: [{ title: 'B', buttons: [] }] },
      'B',
      'Card 1 was left out: it is empty.',
    ],
    [
      'a card',
      { type: 'card', title: '{{ none }}', buttons: [reply('{{ none }}')] },
      null,
      '',
      'The card was left out: it is empty.',
    ],
    [
      'a picture',
      { type: 'image', url: '{{ none }}' },
      null,
      '',
      'The image was left out: its address is empty.',
    ],
    ['a text that nobody sees', { type: 'text', text: '\u200b\u2060' }, null, '', 'Message 1 is empty'],
  ])('leaves %s out where data is missing (messages/nothing-empty)', (_, message, content, text, note) => {
    const { messages, trace } = sayOnce(message);
    if (content === null) expect(messages.map((one) => one.content.type)).toEqual(['end']);
    else expect([messages[0]?.content, messages[0]?.text]).toEqual([content, text]);
    expect(trace.steps[0]?.note ?? '').toContain(note);
  });

  it.each<[string, Content]>([
    ['a text that renders empty', { type: 'text', text: '{{ vip ? "Welcome back" : "" }}' }],
    ['a place beyond the pole', { type: 'location', latitude: '95', longitude: '1' }],
    ['a place that is none', { type: 'location', latitude: 'nowhere', longitude: '1' }],
  ])('skips %s and notes it in the trace', (_, message) => {
    const { messages, trace } = sayOnce(message);
    expect(messages.map(({ content }) => content.type)).toEqual(['end']);
    expect(trace.steps[0]?.note).toContain('Message 1 is empty');
  });
});
