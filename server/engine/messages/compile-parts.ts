import type { z } from 'zod';
import type { Compiler } from '../compile/compiler';
import type { button, card } from '../definition/content';
import type { LocalizedText } from '../definition/text';
import type { MessageButton, MessageCard } from '../outbound-message';
import { renderText } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';
import { trimInput } from '../text/normalize-input';
import { findAddressFault, findPhoneFault } from './address-fault';

/*
 * messages/nothing-empty  Where data is missing, a part is left out and noted in the trace: no button without a label or a
 *                         target, no card or row without a text.
 */

type Button = z.infer<typeof button>;
type Card = z.infer<typeof card>;
type Action = MessageButton['action'];
/** Renders a part; null if it is left out. */
type RenderPart<T> = (rendering: Rendering) => T | null;

/** Compiles buttons; those that cannot be shown are left out. */
export function compileButtons(
  buttons: readonly Button[],
  compiler: Compiler,
  path: string,
): (rendering: Rendering) => MessageButton[] {
  const compiled = buttons.map((one, index) =>
    compileButton(one, compiler, `${path}/${index}`, `Button ${index + 1}`),
  );
  return (rendering) => renderEach(compiled, rendering);
}

/** Compiles a button; `name` is what the trace calls it. */
export function compileButton(
  { label, action }: Button,
  compiler: Compiler,
  path: string,
  name: string,
): RenderPart<MessageButton> {
  const text = compiler.localized(`${path}/label`, label);
  const act = compileAction(action, compiler, `${path}/action`);
  return (rendering) => {
    const shown = renderText(text, rendering);
    const { action: target, fault } = act(rendering);
    const reason = trimInput(shown) === '' ? 'its label is empty' : fault;
    if (reason === null) return { label: shown, action: target };
    rendering.notes.push(`${name} was left out: ${reason}.`);
    return null;
  };
}

/** Compiles a card; one that shows nothing is left out. `name` is what the trace calls it. */
export function compileCard(
  card: Omit<Card, 'type'>,
  compiler: Compiler,
  path: string,
  name: string,
): RenderPart<MessageCard> {
  const heading = compileHeading(card, compiler, path, name);
  const buttons = compileButtons(card.buttons, compiler, `${path}/buttons`);
  return (rendering) => {
    const shown = { ...heading(rendering), buttons: buttons(rendering) };
    if (!isBlank(shown) || shown.buttons.length > 0) return shown;
    rendering.notes.push(`${name} was left out: it is empty.`);
    return null;
  };
}

type Heading = { title: string; subtitle?: string; imageUrl?: string };

/** Compiles the texts and the picture of a card or a row. A subtitle takes the place of an empty title. */
export function compileHeading(
  { title, subtitle, imageUrl }: Pick<Card, 'title' | 'subtitle' | 'imageUrl'>,
  compiler: Compiler,
  path: string,
  name: string,
): (rendering: Rendering) => Heading {
  const first = compiler.localized(`${path}/title`, title);
  const second = compileOptional('subtitle', subtitle, compiler, path);
  const picture = compilePicture(imageUrl, compiler, path, name);
  return (rendering) => {
    const shown = renderText(first, rendering);
    const { subtitle: below } = second(rendering);
    if (trimInput(shown) === '') return { title: below ?? '', ...picture(rendering) };
    return { title: shown, ...(below !== undefined && { subtitle: below }), ...picture(rendering) };
  };
}

/** Whether a heading shows nothing. */
export function isBlank({ title, imageUrl }: Heading): boolean {
  return trimInput(title) === '' && imageUrl === undefined;
}

/** Renders parts in order, without those that are left out. */
export function renderEach<T>(parts: readonly RenderPart<T>[], rendering: Rendering): T[] {
  return parts.map((render) => render(rendering)).filter((part) => part !== null);
}

/** Compiles an optional text. Its key is omitted if the source is missing or renders empty. */
export function compileOptional<K extends string>(
  key: K,
  source: LocalizedText | undefined,
  compiler: Compiler,
  path: string,
): (rendering: Rendering) => { [key in K]?: string } {
  if (source === undefined) return () => ({});
  const template = compiler.localized(`${path}/${key}`, source);
  return (rendering) => {
    const text = renderText(template, rendering);
    return trimInput(text) === '' ? {} : ({ [key]: text } as { [key in K]: string });
  };
}

function compilePicture(
  source: LocalizedText | undefined,
  compiler: Compiler,
  path: string,
  name: string,
): (rendering: Rendering) => { imageUrl?: string } {
  const render = compileOptional('imageUrl', source, compiler, path);
  return (rendering) => {
    const { imageUrl } = render(rendering);
    const fault = imageUrl === undefined ? null : findAddressFault(imageUrl);
    if (fault === null) return imageUrl === undefined ? {} : { imageUrl };
    rendering.notes.push(`The picture of ${name.toLowerCase()} was left out: its address ${fault}.`);
    return {};
  };
}

type RenderedAction = { action: Action; fault: string | null };

function compileAction(
  action: Button['action'],
  compiler: Compiler,
  path: string,
): (rendering: Rendering) => RenderedAction {
  switch (action.type) {
    case 'reply': {
      const template = compiler.text(`${path}/value`, action.value);
      return (rendering) => {
        const value = renderText(template, rendering);
        return {
          action: { type: 'reply', value },
          fault: trimInput(value) === '' ? 'its value is empty' : null,
        };
      };
    }
    case 'url': {
      const template = compiler.localized(`${path}/url`, action.url);
      return (rendering) => {
        const url = renderText(template, rendering);
        return { action: { type: 'url', url }, fault: toReason('address', findAddressFault(url)) };
      };
    }
    case 'phone': {
      const template = compiler.text(`${path}/phone`, action.phone);
      return (rendering) => {
        const phone = renderText(template, rendering);
        return { action: { type: 'phone', phone }, fault: toReason('number', findPhoneFault(phone)) };
      };
    }
  }
}

function toReason(noun: string, fault: string | null): string | null {
  return fault === null ? null : `its ${noun} ${fault}`;
}
