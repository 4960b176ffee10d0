import type { z } from 'zod';
import type { Compiler } from '../compile/compiler';
import type { button, card } from '../definition/content';
import type { MessageButton, MessageCard } from '../outbound-message';
import { renderText } from '../rendering/render-data';
import type { Rendering } from '../rendering/rendering';

type Button = z.infer<typeof button>;
type Card = z.infer<typeof card>;

export function compileButton({ label, action }: Button, compiler: Compiler, path: string) {
  const text = compiler.text(`${path}/label`, label);
  const act = compileAction(action, compiler, `${path}/action`);
  return (rendering: Rendering): MessageButton => ({
    label: renderText(text, rendering),
    action: act(rendering),
  });
}

export function compileCard(card: Omit<Card, 'type'>, compiler: Compiler, path: string) {
  const title = compiler.text(`${path}/title`, card.title);
  const subtitle = compileOptional('subtitle', card.subtitle, compiler, path);
  const imageUrl = compileOptional('imageUrl', card.imageUrl, compiler, path);
  const buttons = card.buttons.map((button, index) =>
    compileButton(button, compiler, `${path}/buttons/${index}`),
  );
  return (rendering: Rendering): MessageCard => ({
    title: renderText(title, rendering),
    ...subtitle(rendering),
    ...imageUrl(rendering),
    buttons: buttons.map((button) => button(rendering)),
  });
}

/** Compiles an optional text. Its key is omitted if the source is missing or renders empty. */
export function compileOptional<K extends string>(
  key: K,
  source: string | undefined,
  compiler: Compiler,
  path: string,
): (rendering: Rendering) => { [key in K]?: string } {
  if (source === undefined) return () => ({});
  const template = compiler.text(`${path}/${key}`, source);
  return (rendering) => {
    const text = renderText(template, rendering);
    return text === '' ? {} : ({ [key]: text } as { [key in K]: string });
  };
}

function compileAction(
  action: Button['action'],
  compiler: Compiler,
  path: string,
): (rendering: Rendering) => MessageButton['action'] {
  switch (action.type) {
    case 'reply': {
      const value = compiler.text(`${path}/value`, action.value);
      return (rendering) => ({ type: 'reply', value: renderText(value, rendering) });
    }
    case 'url': {
      const url = compiler.text(`${path}/url`, action.url);
      return (rendering) => ({ type: 'url', url: renderText(url, rendering) });
    }
    case 'phone': {
      const phone = compiler.text(`${path}/phone`, action.phone);
      return (rendering) => ({ type: 'phone', phone: renderText(phone, rendering) });
    }
  }
}
