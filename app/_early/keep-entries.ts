/*
 * early/kept: an entry in a field, list or checkbox before the page's scripts run stays, and they receive it as soon as they do,
 * before the held press.
 * early/by-people: what a browser itself fills in again, such as after a reload, is no entry: it goes into controls that have no
 * focus, before any key or pointer was pressed.
 */

import { READY_EVENT } from './ready-event';

/** The script that keeps entries; it belongs before all content, and before the one that holds presses. */
export const KEEP_ENTRIES = `(${keepEntries.toString()})(${JSON.stringify(READY_EVENT)})`;

// Written into the page as text, so it may use nothing of its module.
function keepEntries(readyEvent: string): void {
  const entries = new Map<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, string | boolean>();
  const isControl = (target: EventTarget | null) =>
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  const isTicked = (control: Element): control is HTMLInputElement =>
    control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
  let isPressed = false;
  const press = () => {
    isPressed = true;
  };
  const keep = ({ target }: Event) => {
    if (!isPressed && target !== document.activeElement) return;
    if (isControl(target)) entries.set(target, isTicked(target) ? target.checked : target.value);
  };
  const enter = (control: HTMLElement & { value: string }, entry: string | boolean) => {
    if (isTicked(control)) {
      // A click is what the page listens to, and changes the mark again.
      control.checked = entry !== true;
      return control.click();
    }
    const isFile = control instanceof HTMLInputElement && control.type === 'file';
    if (control instanceof HTMLSelectElement) control.value = String(entry);
    if (control instanceof HTMLSelectElement || isFile)
      return control.dispatchEvent(new Event('change', { bubbles: true }));
    // Set without React, which otherwise ignores a value that it already has.
    control.value = Reflect.get(control, 'defaultValue');
    Reflect.set(Object.getPrototypeOf(control), 'value', entry, control);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const release = () => {
    for (const type of ['input', 'change']) window.removeEventListener(type, keep, true);
    for (const type of ['keydown', 'pointerdown']) window.removeEventListener(type, press, true);
    // An entry before it may have disabled a control.
    for (const [control, entry] of entries)
      if (control.isConnected && !control.disabled) enter(control, entry);
  };
  for (const type of ['input', 'change']) window.addEventListener(type, keep, true);
  for (const type of ['keydown', 'pointerdown']) window.addEventListener(type, press, true);
  window.addEventListener(readyEvent, release, { once: true });
}
