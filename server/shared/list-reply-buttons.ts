type Button = { label: string; action: { type: string; value?: string } };

/** The content of a message of any type. */
type WithButtons = {
  type: string;
  buttons?: readonly Button[];
  cards?: readonly { buttons: readonly Button[] }[];
  items?: readonly { button?: Button }[];
};

/** Lists the buttons of a message that reply, in their order: their own, those of its cards and of its items. */
export function listReplyButtons({
  buttons = [],
  cards = [],
  items = [],
}: WithButtons): { value: string; label: string }[] {
  const all = [
    ...buttons,
    ...cards.flatMap((card) => card.buttons),
    ...items.flatMap(({ button }) => button ?? []),
  ];
  return all.flatMap(({ label, action: { type, value } }) =>
    type === 'reply' && value !== undefined ? [{ value, label }] : [],
  );
}
