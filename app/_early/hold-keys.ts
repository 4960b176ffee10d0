/*
 * early/keys: a shortcut that is pressed before the page's scripts run is kept, and repeated in order as soon as they do, after the
 * entries and before the held press. Text that follows `/` is entered in the search. Keys in controls are the browser's, and a
 * control that has the focus by then keeps it.
 */

import { WRITABLE } from '../_ui/is-typing';
import { READY_EVENT } from './ready-event';

/** The script that holds shortcuts; it belongs before all content, and before the one that holds presses. */
export const HOLD_KEYS = `(${holdKeys.toString()})(${JSON.stringify(READY_EVENT)}, ${JSON.stringify(WRITABLE)})`;

// Written into the page as text, so it may use nothing of its module.
function holdKeys(readyEvent: string, writable: string): void {
  const held: KeyboardEvent[] = [];
  const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(writable);
  const isModified = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => ctrlKey || metaKey || altKey;
  const isText = (event: KeyboardEvent) => event.key.length === 1 && !isModified(event);
  const isMenu = (event: KeyboardEvent) =>
    event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey;
  const hold = (event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    // A space alone scrolls or presses a button, as the other keys may do.
    if (isMenu(event) || (isText(event) && (event.key !== ' ' || held.length > 0))) event.preventDefault();
    else if (isModified(event) || !/^(Escape|Arrow)/.test(event.key)) return;
    held.push(event);
  };
  const enter = (field: Element | null, text: string) => {
    if (!(field instanceof HTMLInputElement) || field.selectionStart === null) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd ?? field.selectionStart, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const release = () => {
    window.removeEventListener('keydown', hold, true);
    if (isTyping(document.activeElement)) return;
    let text = '';
    for (const event of held) {
      const target = document.activeElement ?? document.body;
      const { key, code, ctrlKey, metaKey, shiftKey } = event;
      const again = { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
      // React renders a field's new value after this, so the text is entered at once.
      if (isText(event) && isTyping(target)) text += key;
      else target.dispatchEvent(new KeyboardEvent('keydown', again));
    }
    if (text) enter(document.activeElement, text);
  };
  window.addEventListener('keydown', hold, true);
  window.addEventListener(readyEvent, release, { once: true });
}
