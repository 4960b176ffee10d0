import { z } from 'zod';
import { expressionSource, jsonTemplate, localizedTemplate, templateText } from './text';

/** The action of a button. */
const buttonAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reply'), value: templateText(500) }),
  z.strictObject({ type: z.literal('url'), url: localizedTemplate(2_000) }),
  z.strictObject({ type: z.literal('phone'), phone: templateText(50) }),
]);

export const button = z.strictObject({
  label: localizedTemplate(200),
  action: buttonAction,
});

const media = { url: localizedTemplate(2_000), title: localizedTemplate(500).optional() };

export const card = z.strictObject({
  type: z.literal('card'),
  title: localizedTemplate(500),
  subtitle: localizedTemplate(1_000).optional(),
  imageUrl: localizedTemplate(2_000).optional(),
  buttons: z.array(button).max(10).default([]),
});

const listItem = z.strictObject({
  title: localizedTemplate(500),
  subtitle: localizedTemplate(1_000).optional(),
  imageUrl: localizedTemplate(2_000).optional(),
  button: button.optional(),
});

/** A message as its author writes it; every text is a template, and those that people read may be given per language. */
export const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: localizedTemplate(8_000) }),
  z.strictObject({ type: z.literal('markdown'), text: localizedTemplate(8_000) }),
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
    text: localizedTemplate(2_000),
    buttons: z.array(button).min(1).max(20),
  }),
  z.strictObject({
    type: z.literal('list'),
    title: localizedTemplate(500).optional(),
    items: z.array(listItem).min(1).max(50),
  }),
  z.strictObject({
    type: z.literal('location'),
    latitude: expressionSource,
    longitude: expressionSource,
    title: localizedTemplate(500).optional(),
  }),
  z.strictObject({
    type: z.literal('custom'),
    payload: jsonTemplate,
    fallback: localizedTemplate(2_000),
  }),
]);

export type Content = z.infer<typeof content>;
export type ContentType = Content['type'];
