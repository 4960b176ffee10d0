/** Passes on to React the text of a form's fields that was typed or filled in before React took the page over. */
export function syncPrefilledInputs(form: HTMLFormElement): void {
  for (const field of form.elements) {
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    if (isText) syncPrefilledInput(field);
  }
}

/** Does so for one field. */
export function syncPrefilledInput(field: HTMLInputElement | HTMLTextAreaElement): void {
  const typed = field.value;
  if (typed === field.defaultValue) return;
  field.value = field.defaultValue;
  // Set past React, which otherwise takes it for a value that it already knows.
  Reflect.set(Object.getPrototypeOf(field), 'value', typed, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
