import type { Json } from './json';

export type MessageButton = {
  label: string;
  action: { type: 'reply'; value: string } | { type: 'url'; url: string } | { type: 'phone'; phone: string };
};

export type ExpectedChoice = { value: string; label: string };

export type MessageCard = {
  title: string;
  subtitle?: string;
  imageUrl?: string;
  buttons: MessageButton[];
};

export type ExpectedField = {
  name: string;
  label: string;
  required: boolean;
  type: string;
  choices?: ExpectedChoice[];
  min?: number | string;
  max?: number | string;
  accept?: string[];
  placeholder?: string;
};

/** The expected answer, attached to the last message of a prompt. */
export type Expected = {
  /** The variable that the answer fills, or without one the node; the form field if fields are asked one by one. */
  name: string;
  type: string;
  choices?: ExpectedChoice[];
  min?: number | string;
  max?: number | string;
  fields?: ExpectedField[];
  title?: string;
  submitLabel?: string;
  /** A hint for the field in which people type. */
  placeholder?: string;
  accept?: string[];
};

/** The rendered content of a message. */
export type MessageContent =
  | { type: 'text' | 'markdown'; text: string }
  | { type: 'image' | 'file' | 'audio' | 'video'; url: string; title?: string }
  | ({ type: 'card' } & MessageCard)
  | { type: 'carousel'; cards: MessageCard[] }
  | { type: 'buttons'; text: string; buttons: MessageButton[] }
  | {
      type: 'list';
      title?: string;
      items: {
        title: string;
        subtitle?: string;
        imageUrl?: string;
        button?: MessageButton;
      }[];
    }
  | { type: 'location'; latitude: number; longitude: number; title?: string }
  | { type: 'custom'; payload: Json }
  | { type: 'output'; text: string; output: Json }
  | { type: 'end'; output: Json };

/** A message before it is sent; `text` is its plain text. */
export type RenderedMessage = { content: MessageContent; text: string; expected?: Expected };

/** A message to the user. Its plain text, which every dialect can show, is empty only for `end`. */
export type OutboundMessage = RenderedMessage & { nodeId: string; inputId: string | null };
