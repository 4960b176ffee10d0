const WRITABLE =
  'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog] *, [role=alertdialog] *, [role=menu] *, [role=listbox] *';

/** Tells whether a key press belongs to a control or an open dialog, so that single-key shortcuts keep out. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(WRITABLE) !== null;
}
