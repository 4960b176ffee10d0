import { describe, expect, it } from 'vitest';
import { createFlowEditor } from '../_edit/flow-editor';
import { toPointer } from '../_edit/set-at';
import { findMatches, type Sought } from './find-matches';
import { groupMatches, summarizeMatches, toExcerpt } from './group-matches';
import { listTexts } from './list-texts';
import { replaceAll, replaceMatch } from './replace-matches';

const DRAFT = {
  format: 1,
  start: 'need',
  description: 'Asks what the customer needs',
  languages: ['de'],
  variables: [{ name: 'need', default: ['need', { deep: 'a need' }] }],
  handlers: [{ id: 'need', on: { type: 'words', keywords: ['need help'] }, to: 'need' }],
  layout: {
    frames: [{ id: 'f', x: 0, y: 0, width: 400, height: 300, title: 'What people need' }],
    notes: [{ id: 'n', x: 0, y: 0, width: 200, height: 100, text: 'need more' }],
  },
  nodes: [
    {
      id: 'need',
      kind: 'question',
      label: 'Need',
      note: 'Needed for the offer',
      prompt: [{ type: 'text', text: { en: 'What do you need?', de: 'Was brauchst du? (need)' } }],
      answer: {
        type: 'choice',
        choices: [
          { value: 'Sales', label: 'Sales' },
          { value: 'help', label: 'I need help' },
        ],
      },
      variable: 'need',
      exits: { 'choice:Sales': 'check', 'choice:help': 'check' },
    },
    {
      id: 'check',
      kind: 'condition',
      branches: [{ id: 'need', when: "need === 'Sales'" }],
      exits: { need: 'call', else: 'call' },
    },
    {
      id: 'call',
      kind: 'http',
      method: 'GET',
      url: 'https://shop.example/{{ need }}',
      headers: { need: 'need' },
      save: [{ variable: 'result', value: 'response.body.need' }],
    },
    { id: 'odd', kind: 'unknown', label: 'A need', other: 'need' },
  ],
};

const seek = (text: string, more: Partial<Sought> = {}): Sought => ({
  ...{ text, matchCase: false, wholeWord: false },
  ...more,
});
const find = (sought: Sought) => findMatches(listTexts(DRAFT), sought);
const placesOf = (sought: Sought) => find(sought).map(({ key, path }) => `${key ?? ''}${toPointer(path)}`);

describe('the search', () => {
  it('finds words, expressions, names, notes and translations, in the order of the nodes', () => {
    expect(placesOf(seek('need', { wholeWord: true, matchCase: true }))).toEqual([
      'need/prompt/0/text/en',
      'need/prompt/0/text/de',
      'need/answer/choices/1/label',
      'need/variable',
      'check/branches/0/when',
      'call/url',
      'call/headers/need',
      'call/save/0/value',
      'odd/label',
      'frame:f/title',
      'note:n/text',
      '/variables/0/name',
      '/variables/0/default/0',
      '/variables/0/default/1/deep',
      '/handlers/0/on/keywords/0',
    ]);
  });

  it('names the field and the language of a match', () => {
    expect(find(seek('brauchst'))).toMatchObject([
      { key: 'need', field: 'Prompt › message 1 › Text › de', language: 'de', from: 4, to: 12 },
    ]);
  });

  it('ignores case unless it is asked to match it', () => {
    expect(placesOf(seek('NEEDED'))).toEqual(['need/note']);
    expect(placesOf(seek('NEEDED', { matchCase: true }))).toEqual([]);
  });

  it('finds complete words of any script', () => {
    const draft = {
      nodes: [{ id: 'a', kind: 'message', label: 'Über Überfahrt über', note: 'a.b (a.b) a.bc axb' }],
    };
    const at = (sought: Sought) => findMatches(listTexts(draft), sought).map(({ from }) => from);
    expect(at(seek('über', { wholeWord: true }))).toEqual([0, 15]);
    expect(at(seek('a.b'))).toEqual([0, 5, 10]);
    expect(at(seek('a.b', { wholeWord: true }))).toEqual([0, 5]);
    expect(at(seek(''))).toEqual([]);
  });

  it('takes drafts that are not valid', () => {
    const draft = {
      variables: 'x',
      nodes: [null, { kind: 'question', prompt: { text: 1 }, answer: 'x' }, { id: 'a' }],
    };
    expect(listTexts(draft)).toEqual([]);
  });
});

describe('a replacement', () => {
  it('changes one match, and the rest of the draft is the same', () => {
    const [first] = find(seek('need', { wholeWord: true, matchCase: true }));
    if (!first) throw new Error('no match');
    const changed = replaceMatch(DRAFT, first, 'want');
    const [node, ...others] = changed.nodes as object[];
    expect(node).toMatchObject({
      prompt: [{ text: { en: 'What do you want?', de: 'Was brauchst du? (need)' } }],
    });
    expect(others).toEqual(DRAFT.nodes.slice(1));
    expect(others[0]).toBe(DRAFT.nodes[1]);
  });

  it('changes all matches as one step of undo, with wires after the values of choices', () => {
    const editor = createFlowEditor(JSON.stringify(DRAFT), () => undefined);
    const before = editor.snapshot().history.present;
    editor.change((draft) => replaceAll(draft, seek('Sales', { matchCase: true }), 'Retail $&'));
    const after = editor.snapshot().history.present;
    expect(after.nodes).toMatchObject([
      {
        answer: { choices: [{ value: 'Retail $&', label: 'Retail $&' }, {}] },
        exits: { 'choice:Retail $&': 'check', 'choice:help': 'check' },
      },
      { branches: [{ when: "need === 'Retail $&'" }] },
      {},
      {},
    ]);
    expect(findMatches(listTexts(after), seek('Sales'))).toEqual([]);
    editor.undo();
    expect(editor.snapshot().history.present).toEqual(before);
  });

  it('leaves ids and wires, and a draft without a match, as they are', () => {
    const changed = replaceAll(DRAFT, seek('need'), 'wish');
    expect(changed).toMatchObject({
      start: 'need',
      handlers: [{ id: 'need', to: 'need', on: { keywords: ['wish help'] } }],
      variables: [{ name: 'wish' }],
      layout: { frames: [{ id: 'f', title: 'What people wish' }], notes: [{ text: 'wish more' }] },
    });
    expect(changed.nodes).toMatchObject([
      { id: 'need', variable: 'wish', note: 'wished for the offer' },
      { branches: [{ id: 'need' }], exits: { need: 'call' } },
      { headers: { need: 'wish' } },
      { label: 'A wish', other: 'need' },
    ]);
    expect(replaceAll(DRAFT, seek('nowhere'), 'x')).toBe(DRAFT);
  });

  it('leaves out an optional field that is empty then', () => {
    const [node] = replaceAll(DRAFT, seek('Needed for the offer'), '').nodes as object[];
    expect(node).not.toHaveProperty('note');
  });
});

describe('the list of matches', () => {
  const draft = {
    nodes: Array.from({ length: 300 }, (_, index) => ({
      ...{ id: `node_${String(index)}`, kind: 'message', label: 'word word' },
      messages: [{ type: 'text', text: `${'x'.repeat(60)} word` }],
    })),
  };

  it('has the first 500 by node, and counts all', () => {
    const matches = findMatches(listTexts(draft), seek('word'));
    const { groups, hidden } = groupMatches(matches);
    expect([matches.length, groups.length, hidden]).toEqual([900, 167, 400]);
    expect(summarizeMatches(matches)).toBe('900 matches in 300 nodes');
    expect(summarizeMatches(matches.slice(0, 1))).toBe('1 match in 1 node');
    expect(toExcerpt(matches[0] ?? expect.fail())).toEqual({
      before: `…${'x'.repeat(39)} `,
      ...{ found: 'word', after: '' },
    });
  });

  it('counts those of the settings of the flow apart from nodes', () => {
    expect(summarizeMatches(find(seek('customer needs')))).toBe('1 match');
  });
});
