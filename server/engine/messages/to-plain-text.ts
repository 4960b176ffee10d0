import type { ExpectedChoice, MessageButton, MessageCard, MessageContent } from '../outbound-message';
import { markdownToText } from './markdown-to-text';

type Renderers = { [T in MessageContent['type']]: (content: Extract<MessageContent, { type: T }>) => string };

const RENDERERS: Renderers = {
  text: ({ text }) => text,
  markdown: ({ text }) => markdownToText(text),
  image: renderLink,
  file: renderLink,
  audio: renderLink,
  video: renderLink,
  card: renderCard,
  carousel: ({ cards }) => cards.map(renderCard).join('\n\n'),
  buttons: ({ text, buttons }) => joinLines([text, ...renderButtons(buttons)]),
  list: ({ title, items }) =>
    joinLines([
      title,
      ...items.map((item) =>
        joinLines([
          `- ${joinParts(item.title, item.subtitle)}`,
          item.button && `  ${renderButton(item.button)}`,
        ]),
      ),
    ]),
  location: ({ latitude, longitude, title }) => joinParts(title, `${latitude}, ${longitude}`),
  // A custom message has a fallback text of its own.
  custom: () => '',
  output: ({ text }) => text,
  end: () => '',
};

/** The plain text of a message for channels that cannot show more; empty for `custom` and `end`. */
export function toPlainText(content: MessageContent): string {
  const render = RENDERERS[content.type] as (content: MessageContent) => string;
  return render(content);
}

/** Lists choices as numbered lines; a reply may be the number. */
export function renderChoices(choices: readonly ExpectedChoice[]): string[] {
  return choices.map(({ label }, index) => `${index + 1}. ${label}`);
}

/** Joins the lines that are not empty. */
export function joinLines(lines: readonly (string | undefined)[]): string {
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}

function joinParts(first: string | undefined, second: string | undefined): string {
  return first && second ? `${first}: ${second}` : (first ?? second ?? '');
}

function renderLink({ url, title }: { url: string; title?: string }): string {
  return joinParts(title, url);
}

function renderCard({ title, subtitle, imageUrl, buttons }: MessageCard): string {
  return joinLines([title, subtitle, imageUrl, ...renderButtons(buttons)]);
}

function renderButtons(buttons: readonly MessageButton[]): string[] {
  return buttons.map((button, index) => `${index + 1}. ${renderButton(button)}`);
}

function renderButton({ label, action }: MessageButton): string {
  switch (action.type) {
    case 'reply':
      return label;
    case 'url':
      return joinParts(label, action.url);
    case 'phone':
      return joinParts(label, action.phone);
  }
}
