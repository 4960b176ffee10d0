import { z } from 'zod';
import { expressionSource, jsonTemplate, templateText } from './text';

/** The action of a button. */
const buttonAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reply'), value: templateText(500) }),
  z.strictObject({ type: z.literal('url'), url: templateText(2_000) }),
  z.strictObject({ type: z.literal('phone'), phone: templateText(50) }),
]);

export const button = z.strictObject({
  label: templateText(200),
  action: buttonAction,
});

const media = { url: templateText(2_000), title: templateText(500).optional() };

export const card = z.strictObject({
  type: z.literal('card'),
  title: templateText(500),
  subtitle: templateText(1_000).optional(),
  imageUrl: templateText(2_000).optional(),
  buttons: z.array(button).max(10).default([]),
});

const listItem = z.strictObject({
  title: templateText(500),
  subtitle: templateText(1_000).optional(),
  imageUrl: templateText(2_000).optional(),
  button: button.optional(),
});

/** A message as its author writes it; every text is a template. */
export const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: templateText(8_000) }),
  z.strictObject({ type: z.literal('markdown'), text: templateText(8_000) }),
  z.strictObject({ type: z.literal('image'), ...media }),
  z.strictObject({ type: z.literal('file'), ...media }),
  z.strictObject({ type: z.literal('audio'), ...media }),
  z.strictObject({ type: z.literal('video'), ...media }),
  card,
  z.strictObject({
    type: z.literal('carousel'),
    cards: z.array(card).min(1).max(20),
  }),
  z.strictObject({
    type: z.literal('buttons'),
    text: templateText(2_000),
    buttons: z.array(button).min(1).max(20),
  }),
  z.strictObject({
    type: z.literal('list'),
    title: templateText(500).optional(),
    items: z.array(listItem).min(1).max(50),
  }),
  z.strictObject({
    type: z.literal('location'),
    latitude: expressionSource,
    longitude: expressionSource,
    title: templateText(500).optional(),
  }),
  z.strictObject({
    type: z.literal('custom'),
    payload: jsonTemplate,
    fallback: templateText(2_000),
  }),
]);

export type Content = z.infer<typeof content>;
export type ContentType = Content['type'];
