import type { HandlerType } from '@/server/engine/definition/handler';
import { type Fields, fieldsIn, listIn, textIn } from './read-fields';

const MAX_WORDS = 3;

const OCCASIONS: { [T in HandlerType]: (on: Fields) => string } = {
  words: (on) => {
    const words = [...textsIn(on.keywords), ...textsIn(on.examples)].filter((text) => text !== '');
    const shown = words.slice(0, MAX_WORDS).map((word) => `“${word}”`);
    return [...shown, ...(words.length > MAX_WORDS ? ['…'] : [])].join(', ');
  },
  event: (on) => (textIn(on, 'event') ? `the event ${textIn(on, 'event')}` : 'an event'),
  invalid: () => 'invalid answers',
  error: () => 'failures',
  silence: () => 'silence',
};

/** What leads to nodes from anywhere in the flow, in words, by their ids. */
export function describeHandlers(draft: Fields): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const handler of listIn(draft, 'handlers')) {
    const to = textIn(handler, 'to');
    const on = fieldsIn(handler, 'on');
    const type = textIn(on, 'type');
    const words = textIn(handler, 'label') || (isOccasion(type) ? OCCASIONS[type](on) : '');
    if (words !== '') found.set(to, [found.get(to), words].filter(Boolean).join(', '));
  }
  return found;
}

function isOccasion(type: string): type is HandlerType {
  return Object.hasOwn(OCCASIONS, type);
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
