import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The first of these folders in which there is every one of these programs; null when there is none. */
export function findFolder(folders: readonly string[], programs: readonly string[]): string | null {
  const isThere = (file: string): boolean => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return folders.find((folder) => programs.every((program) => isThere(path.join(folder, program)))) ?? null;
}

/** Where programs are looked for when they are called by their name alone. */
export const listPath = (): string[] => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
