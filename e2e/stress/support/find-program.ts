import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Finds the first folder that contains all of these programs; null when there is none. */
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

/** The folders of PATH. */
export const listPath = (): string[] => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
