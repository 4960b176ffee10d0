import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Of two that set the same property neither wins for certain, so a component gives the ones that others
 * may replace the prefix `base:`.
 */
export function cn(...inputs: ClassValue[]): string {
  return clsx(inputs);
}
