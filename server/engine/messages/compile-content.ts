import type { Compiler } from '../compile/compiler';
import type { Content, ContentType } from '../definition/content';
import type { Json } from '../json';
import type { MessageContent, RenderedMessage } from '../outbound-message';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { renderData, renderText } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';
import { trimInput } from '../text/normalize-input';
import { findAddressFault } from './address-fault';
import {
  compileButton,
  compileButtons,
  compileCard,
  compileHeading,
  compileOptional,
  isBlank,
  renderEach,
} from './compile-parts';
import { toPlainText } from './to-plain-text';

/** Renders one message; null if it cannot be rendered. */
export type MessageRenderer = (rendering: Rendering) => RenderedMessage | null;

type Render = (rendering: Rendering) => MessageContent | null;
type ContentOf<T extends ContentType> = Extract<Content, { type: T }>;
type CompileContent<T extends ContentType> = (
  content: ContentOf<T>,
  compiler: Compiler,
  path: string,
) => Render;
type SimpleType = Exclude<ContentType, 'custom'>;

const COMPILERS: { [T in SimpleType]: CompileContent<T> } = {
  text: compileText,
  markdown: compileText,
  image: compileMedia,
  file: compileMedia,
  audio: compileMedia,
  video: compileMedia,
  card: (content, compiler, path) => {
    const card = compileCard(content, compiler, path, 'The card');
    return (rendering) => {
      const shown = card(rendering);
      return shown && { type: 'card', ...shown };
    };
  },
  carousel: ({ cards }, compiler, path) => {
    const compiled = cards.map((card, index) =>
      compileCard(card, compiler, `${path}/cards/${index}`, `Card ${index + 1}`),
    );
    return (rendering) => {
      const shown = renderEach(compiled, rendering);
      return shown.length === 0 ? null : { type: 'carousel', cards: shown };
    };
  },
  buttons: ({ text, buttons }, compiler, path) => {
    const template = compiler.localized(`${path}/text`, text);
    const compiled = compileButtons(buttons, compiler, `${path}/buttons`);
    return (rendering) => {
      const above = renderText(template, rendering);
      const shown = compiled(rendering);
      return shown.length === 0
        ? { type: 'text', text: above }
        : { type: 'buttons', text: above, buttons: shown };
    };
  },
  list: ({ title, items }, compiler, path) => {
    const heading = compileOptional('title', title, compiler, path);
    const compiled = items.map((item, index) => compileItem(item, compiler, `${path}/items`, index));
    return (rendering) => {
      const above = heading(rendering);
      const shown = renderEach(compiled, rendering);
      if (shown.length > 0) return { type: 'list', ...above, items: shown };
      return above.title === undefined ? null : { type: 'text', text: above.title };
    };
  },
  location: (content, compiler, path) => {
    const latitude = compiler.expression(`${path}/latitude`, content.latitude);
    const longitude = compiler.expression(`${path}/longitude`, content.longitude);
    const title = compileOptional('title', content.title, compiler, path);
    return (rendering) => {
      const place = {
        latitude: evaluateExpression(latitude, rendering),
        longitude: evaluateExpression(longitude, rendering),
      };
      const { latitude: north, longitude: east } = place;
      if (!isWithin(north, 90) || !isWithin(east, 180)) return null;
      return { type: 'location', latitude: north, longitude: east, ...title(rendering) };
    };
  },
};

function isWithin(value: Json, most: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= most;
}

/** Compiles messages; `path` is the JSON pointer of their list within the node. */
export function compileContents(
  contents: readonly Content[],
  compiler: Compiler,
  path: string,
): MessageRenderer[] {
  return contents.map((content, index) => compileContent(content, compiler, `${path}/${index}`));
}

/** Renders messages in order. A message without text is skipped, because no channel could show it. */
export function renderMessages(
  renderers: readonly MessageRenderer[],
  rendering: Rendering,
): RenderedMessage[] {
  const messages: RenderedMessage[] = [];
  renderers.forEach((renderMessage, index) => {
    const message = renderMessage(rendering);
    if (message && trimInput(message.text) !== '') messages.push(message);
    else rendering.notes.push(`Message ${index + 1} is empty and was skipped.`);
  });
  return messages;
}

function compileContent(content: Content, compiler: Compiler, path: string): MessageRenderer {
  if (content.type === 'custom') return compileCustom(content, compiler, path);
  const compile = COMPILERS[content.type] as CompileContent<SimpleType>;
  const render = compile(content, compiler, path);
  return (rendering) => {
    const rendered = render(rendering);
    return rendered && { content: rendered, text: toPlainText(rendered) };
  };
}

function compileText(
  { type, text }: ContentOf<'text' | 'markdown'>,
  compiler: Compiler,
  path: string,
): Render {
  const template = compiler.localized(`${path}/text`, text);
  return (rendering) => ({ type, text: renderText(template, rendering) });
}

function compileMedia(
  content: ContentOf<'image' | 'file' | 'audio' | 'video'>,
  compiler: Compiler,
  path: string,
): Render {
  const url = compiler.localized(`${path}/url`, content.url);
  const title = compileOptional('title', content.title, compiler, path);
  return (rendering) => {
    const address = renderText(url, rendering);
    const fault = findAddressFault(address);
    if (fault === null) return { type: content.type, url: address, ...title(rendering) };
    rendering.notes.push(`The ${content.type} was left out: its address ${fault}.`);
    return null;
  };
}

function compileCustom(content: ContentOf<'custom'>, compiler: Compiler, path: string): MessageRenderer {
  const payload = compiler.data(`${path}/payload`, content.payload);
  const fallback = compiler.localized(`${path}/fallback`, content.fallback);
  return (rendering) => ({
    content: { type: 'custom', payload: renderData(payload, rendering) },
    text: renderText(fallback, rendering),
  });
}

function compileItem(
  item: ContentOf<'list'>['items'][number],
  compiler: Compiler,
  path: string,
  index: number,
) {
  const [at, name] = [`${path}/${index}`, `Row ${index + 1}`];
  const heading = compileHeading(item, compiler, at, name);
  const button =
    item.button && compileButton(item.button, compiler, `${at}/button`, `The button of row ${index + 1}`);
  return (rendering: Rendering) => {
    const shown = heading(rendering);
    const pressed = button?.(rendering) ?? null;
    if (!isBlank(shown)) return { ...shown, ...(pressed && { button: pressed }) };
    rendering.notes.push(`${name} was left out: it is empty.`);
    return null;
  };
}
