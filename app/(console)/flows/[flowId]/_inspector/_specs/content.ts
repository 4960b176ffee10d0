import type { Field, Shape } from './field';

const title: Field = { name: 'title', label: 'Title', control: { type: 'template', localized: true } };
const optionalTitle: Field = { ...title, optional: true };
const subtitle: Field = {
  name: 'subtitle',
  label: 'Subtitle',
  optional: true,
  control: { type: 'template', localized: true },
};
const image: Field = {
  name: 'imageUrl',
  label: 'Image',
  optional: true,
  control: { type: 'template', localized: true, placeholder: 'https://…' },
};
const text: Field = {
  name: 'text',
  label: 'Text',
  control: { type: 'template', localized: true, long: true },
};
const media: Field[] = [
  { name: 'url', label: 'URL', control: { type: 'template', localized: true, placeholder: 'https://…' } },
  optionalTitle,
];

const action: Shape = {
  label: 'Action',
  options: [
    {
      value: 'reply',
      label: 'Send a reply',
      blank: { value: '' },
      fields: [{ name: 'value', label: 'Reply', control: { type: 'template' } }],
    },
    {
      value: 'url',
      label: 'Open a URL',
      blank: { url: '' },
      fields: [
        {
          name: 'url',
          label: 'URL',
          control: { type: 'template', localized: true, placeholder: 'https://…' },
        },
      ],
    },
    {
      value: 'phone',
      label: 'Call a number',
      blank: { phone: '' },
      fields: [{ name: 'phone', label: 'Phone number', control: { type: 'template' } }],
    },
  ],
};

const button: Shape = {
  fields: [
    { name: 'label', label: 'Label', control: { type: 'template', localized: true } },
    { name: 'action', label: 'Action', control: { type: 'shape', shape: action } },
  ],
};
const blankButton = { label: '', action: { type: 'reply', value: '' } };

const buttons: Field = {
  name: 'buttons',
  label: 'Buttons',
  control: { type: 'list', noun: 'button', item: button, blank: blankButton },
};
const cardFields: Field[] = [title, subtitle, image, buttons];

const listItem: Shape = {
  fields: [
    title,
    subtitle,
    image,
    {
      name: 'button',
      label: 'Button',
      optional: true,
      blank: blankButton,
      control: { type: 'shape', shape: button },
    },
  ],
};

const place = (name: string, label: string): Field => ({
  name,
  label,
  control: { type: 'expression', placeholder: '47.37' },
});

/** One message content. */
export const content: Shape = {
  label: 'Kind',
  options: [
    { value: 'text', label: 'Text', blank: { text: '' }, fields: [text] },
    { value: 'markdown', label: 'Formatted text', blank: { text: '' }, fields: [text] },
    { value: 'image', label: 'Image', blank: { url: '' }, fields: media },
    { value: 'file', label: 'File', blank: { url: '' }, fields: media },
    { value: 'audio', label: 'Audio', blank: { url: '' }, fields: media },
    { value: 'video', label: 'Video', blank: { url: '' }, fields: media },
    { value: 'card', label: 'Card', blank: { title: '', buttons: [] }, fields: cardFields },
    {
      value: 'carousel',
      label: 'Carousel',
      blank: { cards: [{ type: 'card', title: '', buttons: [] }] },
      fields: [
        {
          name: 'cards',
          label: 'Cards',
          control: {
            type: 'list',
            noun: 'card',
            item: { fields: cardFields },
            blank: { type: 'card', title: '', buttons: [] },
          },
        },
      ],
    },
    {
      value: 'buttons',
      label: 'Buttons',
      blank: { text: '', buttons: [blankButton] },
      fields: [text, buttons],
    },
    {
      value: 'list',
      label: 'List',
      blank: { items: [{ title: '' }] },
      fields: [
        optionalTitle,
        {
          name: 'items',
          label: 'Items',
          control: { type: 'list', noun: 'item', item: listItem, blank: { title: '' } },
        },
      ],
    },
    {
      value: 'location',
      label: 'Location',
      blank: { latitude: '', longitude: '' },
      fields: [place('latitude', 'Latitude'), place('longitude', 'Longitude'), optionalTitle],
    },
    {
      value: 'custom',
      label: 'Custom',
      blank: { payload: {}, fallback: '' },
      fields: [
        { name: 'payload', label: 'Payload', control: { type: 'json', templates: true } },
        {
          name: 'fallback',
          label: 'Fallback text',
          hint: 'Shown on channels that cannot render the payload.',
          control: { type: 'template', localized: true, long: true },
        },
      ],
    },
  ],
};

/** A list of message contents. */
export const contents = (name: string, label: string): Field => ({
  name,
  label,
  control: { type: 'list', noun: 'message', item: content, blank: { type: 'text', text: '' } },
});
