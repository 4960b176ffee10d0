import { toWords } from '@/server/shared/issue-sentence';
import type { NodeKind } from '../definition/node';

/** The noun for a node of each kind, in messages to authors. */
export const KIND_NOUNS: Readonly<Record<NodeKind, string>> = {
  message: 'message',
  question: 'question',
  condition: 'condition',
  set: 'assignment',
  http: 'HTTP request',
  ai: 'AI request',
  intent: 'intent recognition',
  transfer: 'transfer',
  wait: 'wait',
  'await-event': 'wait for an event',
  emit: 'event',
  subflow: 'flow call',
  split: 'split',
  each: 'loop',
  suggest: 'suggestion',
  placeholder: 'placeholder',
  end: 'end',
};

/** The noun for an item of each list. */
export const ITEM_NOUNS: Readonly<Record<string, string>> = {
  nodes: 'node',
  variables: 'variable',
  triggers: 'trigger',
  handlers: 'handler',
  frames: 'frame',
  notes: 'note',
  messages: 'message',
  prompt: 'message',
  buttons: 'button',
  cards: 'card',
  items: 'list item',
  choices: 'choice',
  fields: 'field',
  rules: 'rule',
  branches: 'branch',
  assign: 'assignment',
  save: 'assignment',
  contact: 'change of the contact',
  inputs: 'input',
  outputs: 'output',
  examples: 'example',
  keywords: 'keyword',
  accept: 'file type',
  languages: 'language',
  tools: 'tool',
  requiredEntities: 'required entity',
};

/** The noun for an entry of each object whose names the author chooses. */
export const ENTRY_NOUNS: Readonly<Record<string, string>> = {
  exits: 'exit',
  headers: 'header',
  query: 'query parameter',
  fields: 'form field',
  words: 'text',
};

/** Fields whose name in words differs from the name split at its capitals. */
const NOUNS: Readonly<Record<string, string>> = {
  url: 'URL',
  imageUrl: 'image URL',
  id: 'ID',
  apiKey: 'API key',
  when: 'condition',
  max: 'maximum',
  min: 'minimum',
  minLength: 'minimum length',
  maxLength: 'maximum length',
  maxBytes: 'maximum size in bytes',
  maxTokens: 'maximum number of tokens',
  maxCompletionTokens: 'maximum number of completion tokens',
  timeoutMs: 'timeout in milliseconds',
  system: 'instructions',
  schema: 'reply schema',
  accept: 'file types',
  assign: 'assignments',
  contact: 'changes of the contact',
  save: 'assignments',
  x: 'horizontal position',
  y: 'vertical position',
  words: 'wording',
  yes: 'text for yes',
  no: 'text for no',
  start: 'start node',
  noReply: 'wait without a reply',
  on: 'occasion',
  to: 'node to lead to',
  afterwards: 'way to go on',
  event: 'event name',
  list: 'list expression',
  item: 'name of the item',
  index: 'name of the index',
};

/** Names a field in words: "maxLength" is the "maximum length". */
export function toNoun(field: string): string {
  return Object.hasOwn(NOUNS, field) ? (NOUNS[field] ?? field) : toWords(field);
}
