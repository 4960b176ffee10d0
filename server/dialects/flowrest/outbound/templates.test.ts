import { describe, expect, it } from 'vitest';
import type { MessageView } from '@/server/services/session/view';
import { toResponses } from './templates';

function messageOf(content: MessageView['content'], more: Partial<MessageView> = {}): MessageView {
  return {
    seq: 1,
    id: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a',
    turnNo: 1,
    direction: 'outbound',
    kind: content.type,
    content,
    text: 'as text',
    expected: null,
    sender: null,
    externalId: null,
    suggestionId: null,
    inputId: null,
    nodeId: 'node',
    createdAt: new Date(0),
    ...more,
  };
}

const id = expect.stringMatching(/^b[0-9a-f]{8}$/);
const BUTTONS = [
  { label: 'Yes', action: { type: 'reply' as const, value: 'y' } },
  { label: 'Shop', action: { type: 'url' as const, url: 'https://shop.example' } },
  { label: 'Call', action: { type: 'phone' as const, phone: '+31' } },
];
const SHOWN_BUTTONS = [
  { type: 'postback', label: 'Yes', value: 'y', newTab: false, id },
  { type: 'url', label: 'Shop', value: 'https://shop.example', newTab: false, id },
  { type: 'phone', label: 'Call', value: '+31', newTab: false, id },
];
const CARD = { title: 'Washer', subtitle: 'Quiet', imageUrl: 'https://x.example/1.png', buttons: BUTTONS };
const SHOWN_CARD = {
  title: 'Washer',
  subtitle: 'Quiet',
  media: { type: 'image', url: 'https://x.example/1.png' },
  buttons: SHOWN_BUTTONS,
};

describe('a template', () => {
  it.each<[MessageView['content'], object[]]>([
    [{ type: 'text', text: 'Hi' }, [{ type: 'text', payload: { text: 'Hi' } }]],
    [
      { type: 'markdown', text: '*Hi* [you](https://x.example)' },
      [{ type: 'text', payload: { text: 'Hi you (https://x.example)' } }],
    ],
    [
      { type: 'image', url: 'https://x.example/1.png', title: 'One' },
      [{ type: 'image', payload: { title: 'One', url: 'https://x.example/1.png' } }],
    ],
    [
      { type: 'video', url: 'https://x.example/v' },
      [{ type: 'video', payload: { title: '', url: 'https://x.example/v' } }],
    ],
    [
      { type: 'audio', url: 'https://x.example/a' },
      [{ type: 'audio', payload: { title: '', url: 'https://x.example/a' } }],
    ],
    [
      { type: 'file', url: 'https://x.example/f' },
      [{ type: 'file', payload: { title: '', url: 'https://x.example/f' } }],
    ],
    [{ type: 'card', ...CARD }, [{ type: 'card', payload: SHOWN_CARD }]],
    [
      { type: 'carousel', cards: [CARD, { title: 'Bare', buttons: [] }] },
      [{ type: 'carousel', payload: { cards: [SHOWN_CARD, { title: 'Bare' }] } }],
    ],
    [
      { type: 'buttons', text: 'Choose', buttons: BUTTONS },
      [{ type: 'buttons', payload: { title: 'Choose', buttons: SHOWN_BUTTONS } }],
    ],
    [
      { type: 'list', title: 'Goods', items: [{ title: 'A', button: BUTTONS[0] }, { title: 'B' }] },
      [
        { type: 'text', payload: { text: 'Goods' } },
        {
          type: 'list',
          payload: { items: [{ title: 'A', buttons: SHOWN_BUTTONS.slice(0, 1) }, { title: 'B' }] },
        },
      ],
    ],
    [
      { type: 'location', latitude: 52.1, longitude: 4.3, title: 'Here' },
      [{ type: 'location', payload: { title: 'Here', lat: '52.1', long: '4.3' } }],
    ],
    [{ type: 'custom', payload: { any: 'thing' } }, [{ type: 'custom', payload: { any: 'thing' } }]],
    [{ type: 'custom', payload: ['list'] }, [{ type: 'custom', payload: { value: ['list'] } }]],
    [{ type: 'output', text: 'Done.', output: { ok: true } }, [{ type: 'text', payload: { text: 'Done.' } }]],
    [{ type: 'end', output: { ok: true } }, [{ type: 'custom', payload: { ok: true } }]],
    [{ type: 'end', output: 7 }, [{ type: 'custom', payload: { output: 7 } }]],
    [{ type: 'end', output: null }, []],
    [{ type: 'transfer', status: 'success' }, [{ type: 'text', payload: { text: 'as text' } }]],
  ])('renders %j', (content, responses) => {
    expect(toResponses(messageOf(content))).toEqual(responses);
  });

  it('has the choices of a question as quick replies, on the last message', () => {
    const expected = { type: 'choice', name: 'size', choices: [{ value: 's', label: 'Small' }] };
    const quickReplies = [{ type: 'text', label: 'Small', value: 's', params: {}, tags: {} }];
    expect(toResponses(messageOf({ type: 'text', text: 'Size?' }, { expected }))).toEqual([
      { type: 'text', payload: { text: 'Size?', quickReplies } },
    ]);
    const list = { type: 'list' as const, title: 'Sizes', items: [{ title: 'S' }] };
    expect(toResponses(messageOf(list, { expected }))).toEqual([
      { type: 'text', payload: { text: 'Sizes' } },
      { type: 'list', payload: { items: [{ title: 'S' }], quickReplies } },
    ]);
  });

  it('has the same button ids in every rendering, and others in another message', () => {
    const content = { type: 'buttons' as const, text: 'Choose', buttons: BUTTONS };
    const shown = JSON.stringify(toResponses(messageOf(content)));
    expect(JSON.stringify(toResponses(messageOf(content)))).toBe(shown);
    expect(JSON.stringify(toResponses(messageOf(content, { id: 'another' })))).not.toBe(shown);
    expect(new Set(shown.match(/"b[0-9a-f]{8}"/g)).size).toBe(3);
  });
});
