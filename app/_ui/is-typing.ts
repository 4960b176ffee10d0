/** Matches controls in which keys have a meaning of their own, and everything inside open dialogs and menus. */
export const WRITABLE =
  'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog] *, [role=alertdialog] *, [role=menu] *, [role=listbox] *';

/** Whether a key press belongs to a control or an open dialog, so that single-key shortcuts ignore it. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(WRITABLE) !== null;
}
