import { capitalize } from '@/app/_lib/capitalize';
import { shorten } from '@/app/_lib/shorten';
import type { NodeKind } from '@/server/engine/definition/node';
import { describeCondition } from '../condition/describe-condition';
import { isKnownKind } from './node-exits';
import { SELF_FLOW } from './own-entry';
import { type Fields, fieldsIn, listIn, textIn } from './read-fields';

const MAX_CHARS = 240;

const WORDS: { [K in NodeKind]: (node: Fields) => string } = {
  message: (node) => describeContents(listIn(node, 'messages')),
  question: (node) => describeContents(listIn(node, 'prompt')),
  condition: (node) =>
    listIn(node, 'branches')
      .map((branch) => describeCondition(textIn(branch, 'when')) ?? textIn(branch, 'when'))
      .join('\n'),
  split: (node) => `${String(listIn(node, 'branches').length)} branches by weight`,
  set: (node) =>
    [
      ...listIn(node, 'assign').map((item) => `${textIn(item, 'variable')} = ${textIn(item, 'value')}`),
      ...listIn(node, 'contact').map((item) => `contact.${textIn(item, 'field')} = ${textIn(item, 'value')}`),
    ].join('\n'),
  http: (node) =>
    [textIn(node, 'method'), textIn(node, 'connection'), textIn(node, 'url')].filter(Boolean).join(' '),
  ai: (node) => textIn(node, 'prompt') || textIn(node, 'system'),
  intent: (node) =>
    listIn(node, 'branches')
      .map((branch) => textIn(branch, 'label') || textIn(branch, 'id'))
      .join(', '),
  emit: (node) => textIn(node, 'event'),
  transfer: (node) =>
    [
      textIn(node, 'destination') && `To ${textIn(node, 'destination')}`,
      describeContents(listIn(node, 'messages')),
    ]
      .filter(Boolean)
      .join('\n'),
  suggest: (node) => textIn(node, 'text'),
  wait: (node) => describeWait(fieldsIn(node, 'wait')),
  'await-event': (node) => {
    const timeout = fieldsIn(node, 'timeout');
    return textIn(node, 'event') + (timeout.unit ? `, at most ${describeDuration(timeout)}` : '');
  },
  each: (node) => `${textIn(node, 'item')} of ${textIn(node, 'list')}`,
  subflow: (node) => {
    const flow = node.flow === SELF_FLOW ? 'This flow' : textIn(node, 'flow');
    const place = [flow, textIn(node, 'node') && `from ${textIn(node, 'node')}`].filter(Boolean).join(' ');
    return node.mode === 'goto' && place !== '' ? `Goes to: ${place}` : place;
  },
  placeholder: (node) => [textIn(node, 'product'), textIn(node, 'block')].filter(Boolean).join(': '),
  end: (node) => textIn(node, 'text') || (node.output === undefined ? '' : JSON.stringify(node.output)),
};

/** A summary of a node in its author's words: its text, condition or URL. Empty when it has none. */
export function describeNode(node: Fields): string {
  const kind = textIn(node, 'kind');
  return isKnownKind(kind) ? clip(WORDS[kind](node)) : '';
}

/** The answer type and variable of a question or model, as in "choice → topic"; empty for other kinds. */
export function describeAnswer(node: Fields): string {
  if (node.kind === 'ai')
    return `${textIn(node, 'model') || textIn(node, 'connection')} → ${textIn(node, 'variable')}`;
  if (node.kind !== 'question') return '';
  return [textIn(fieldsIn(node, 'answer'), 'type'), textIn(node, 'variable')].filter(Boolean).join(' → ');
}

function describeContents(contents: Fields[]): string {
  return contents.map(describeContent).filter(Boolean).join('\n');
}

function describeContent(content: Fields): string {
  const words = textIn(content, 'text') || textIn(content, 'title') || textIn(content, 'fallback');
  const type = textIn(content, 'type');
  if (type === 'text' || type === 'markdown' || type === 'buttons') return words;
  return [capitalize(type), words || textIn(content, 'url')].filter(Boolean).join(': ');
}

function describeWait(wait: Fields): string {
  const zone = textIn(wait, 'timeZone');
  if (wait.type === 'until') return `Until ${textIn(wait, 'time')}${zone && ` in ${zone}`}`;
  return `For ${describeDuration(fieldsIn(wait, 'duration'))}`;
}

function describeDuration({ amount, unit }: Fields): string {
  const word = String(unit ?? '');
  return `${String(amount ?? '')} ${amount === 1 ? word.replace(/s$/, '') : word}`;
}

function clip(text: string): string {
  return text.length > MAX_CHARS ? `${shorten(text, MAX_CHARS)}…` : text;
}
