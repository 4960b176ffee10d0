'use client';
import { useState } from 'react';

/**
 * A value that an expression stands for, with what the expression leaves out, such as a row that has no variable yet: it is kept as
 * long as it means what the expression says.
 */
export function useHeld<T>(
  source: string,
  read: (source: string) => T,
  write: (value: T) => string,
): [T, (value: T) => string] {
  const [held, setHeld] = useState<T | null>(null);
  const shown = held !== null && write(held) === source ? held : read(source);
  const hold = (next: T) => {
    setHeld(next);
    return write(next);
  };
  return [shown, hold];
}
