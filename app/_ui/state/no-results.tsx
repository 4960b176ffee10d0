import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button';
import { EmptyState } from './empty-state';

type NoResultsProps = {
  /** E.g. "No matching keys". */
  title: string;
  onClear: () => void;
  /** What the press is called. */
  clear?: string;
  /** Why that may be. */
  children?: ReactNode;
};

/** Stands where rows would stand that the search and the filters let through. */
export function NoResults({ title, onClear, clear = 'Clear the filters', children }: NoResultsProps) {
  return (
    <EmptyState icon={SearchX} title={title} action={<Button onClick={onClear}>{clear}</Button>}>
      {children ?? 'Nothing matches the filters and the search.'}
    </EmptyState>
  );
}
