'use client';
import { createContext, use } from 'react';

type AddAfter = (from: { key: string; exit: string }) => void;

const AddAfterContext = createContext<AddAfter | null>(null);

/** Surrounds a canvas on which nodes are added after the exits of others. */
export const AddAfterProvider = AddAfterContext;

/** Adds a node after an exit; null on a canvas that is only read. */
export function useAddAfter(): AddAfter | null {
  return use(AddAfterContext);
}
