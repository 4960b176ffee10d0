/** Reports to React the text of a form's fields that was typed or filled in before hydration. */
export function syncPrefilledInputs(form: HTMLFormElement): void {
  for (const field of form.elements) {
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    if (isText) syncPrefilledInput(field);
  }
}

/** Does the same for one field. */
export function syncPrefilledInput(field: HTMLInputElement | HTMLTextAreaElement): void {
  const typed = field.value;
  if (typed === field.defaultValue) return;
  field.value = field.defaultValue;
  // Set without React, which otherwise ignores a value that it already has.
  Reflect.set(Object.getPrototypeOf(field), 'value', typed, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
