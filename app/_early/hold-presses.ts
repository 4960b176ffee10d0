/*
 * early/held: a press of a button, or Enter in a form, before the page's scripts run is kept, the last one of several, and
 * repeated as soon as they do. Links and other native controls work at once.
 */

import { READY_EVENT } from './ready-event';

/** The script that holds presses; it belongs before all content. */
export const HOLD_PRESSES = `(${holdPresses.toString()})(${JSON.stringify(READY_EVENT)})`;

// Written into the page as text, so it may use nothing of its module.
function holdPresses(readyEvent: string): void {
  let held: HTMLElement | null = null;
  const hold = (event: Event, element: HTMLElement) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    held?.removeAttribute('data-held');
    element.setAttribute('data-held', '');
    held = element;
  };
  const holdClick = (event: MouseEvent) => {
    const nearest = event.target instanceof Element && event.target.closest('a[href], summary, button');
    if (nearest instanceof HTMLButtonElement) hold(event, nearest);
  };
  const holdSubmit = (event: SubmitEvent) => {
    if (event.target instanceof HTMLFormElement) hold(event, event.target);
  };
  const release = () => {
    window.removeEventListener('click', holdClick, true);
    window.removeEventListener('submit', holdSubmit, true);
    held?.removeAttribute('data-held');
    if (!held?.isConnected) return;
    if (held instanceof HTMLFormElement) return held.requestSubmit();
    // Tabs react to the mouse button, everything else to the click.
    held.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
    held.click();
  };
  window.addEventListener('click', holdClick, true);
  window.addEventListener('submit', holdSubmit, true);
  window.addEventListener(readyEvent, release, { once: true });
}
