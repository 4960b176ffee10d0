/**
 * Tells React what was typed into a form, or filled in by the browser, before the page was in its hands: the fields would
 * show it, and whoever reads them would not know of it.
 */
export function syncPrefilledInputs(form: HTMLFormElement): void {
  for (const field of form.elements) {
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    if (isText && field.value !== field.defaultValue) tell(field);
  }
}

function tell(field: HTMLInputElement | HTMLTextAreaElement): void {
  const typed = field.value;
  field.value = field.defaultValue;
  // Set behind the back of React, which else takes it for what it knows already.
  Reflect.set(Object.getPrototypeOf(field), 'value', typed, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
