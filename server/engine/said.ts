import type { Json } from './json';

export type SaidButton = {
  label: string;
  action: { type: 'reply'; value: string } | { type: 'url'; url: string } | { type: 'phone'; phone: string };
};

export type SaidChoice = { value: string; label: string };

export type SaidCard = {
  title: string;
  subtitle?: string;
  imageUrl?: string;
  buttons: SaidButton[];
};

export type SaidField = {
  name: string;
  label: string;
  required: boolean;
  type: string;
  choices?: SaidChoice[];
  min?: number | string;
  max?: number | string;
  accept?: string[];
};

/** What is expected of the person, attached to the last message of a question's prompt. */
export type Expected = {
  /** What the answer fills: the question's variable, or the field of a form that is asked for on its own. */
  name: string;
  type: string;
  choices?: SaidChoice[];
  min?: number | string;
  max?: number | string;
  fields?: SaidField[];
  title?: string;
  submitLabel?: string;
  accept?: string[];
};

/** A message as it is said: every template rendered. */
export type SaidContent =
  | { type: 'text' | 'markdown'; text: string }
  | { type: 'image' | 'file' | 'audio' | 'video'; url: string; title?: string }
  | ({ type: 'card' } & SaidCard)
  | { type: 'carousel'; cards: SaidCard[] }
  | { type: 'buttons'; text: string; buttons: SaidButton[] }
  | {
      type: 'list';
      title?: string;
      items: {
        title: string;
        subtitle?: string;
        imageUrl?: string;
        button?: SaidButton;
      }[];
    }
  | { type: 'location'; latitude: number; longitude: number; title?: string }
  | { type: 'custom'; payload: Json }
  | { type: 'output'; text: string; output: Json }
  | { type: 'end'; output: Json };

/** One message of the flow's, in order. `text` is the plain text every dialect can show; empty only for `end`. */
export type Said = {
  nodeId: string;
  inputId: string | null;
  content: SaidContent;
  text: string;
  expected?: Expected;
};
