import { describe, expect, it } from 'vitest';
import type { Content } from '../definition/content';
import { converse, textsOf } from '../fixtures/converse';

type Row = { name: string; message: Content; text: string; content?: object };

const card = { title: 'Flight {{ n }}', subtitle: 'On time', imageUrl: 'https://x.test/a.png', buttons: [] };

const ROWS: Row[] = [
  { name: 'text', message: { type: 'text', text: 'Hello {{ who }}' }, text: 'Hello Ann' },
  { name: 'markdown', message: { type: 'markdown', text: '**{{ who }}**' }, text: '**Ann**' },
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

function sayOnce(message: Content) {
  const conversation = converse({
    nodes: [
      { id: 'm', kind: 'message', messages: [message], exits: { next: 'e' } },
      { id: 'e', kind: 'end' },
    ],
  });
  return conversation.start({ who: 'Ann', n: 7, place: { lat: 52.5 } });
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
