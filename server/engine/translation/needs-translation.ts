import { parseTemplate } from '../template/parse-template';

/** Whether a text has letters outside its expressions; others read the same in every language. */
export function needsTranslation(text: string): boolean {
  const parts = text.includes('{{') ? parseTemplate(text).template.parts : [text];
  return parts.some((part) => typeof part === 'string' && /\p{L}/u.test(part));
}
