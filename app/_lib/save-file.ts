import { toShownName } from './shorten';

/** Saves a text as a file. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = toShownName(name);
  link.click();
  URL.revokeObjectURL(url);
}
