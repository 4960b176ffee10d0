import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button';
import { EmptyState } from './empty-state';

type NoResultsProps = {
  /** E.g. "No matching keys". */
  title: string;
  onClear: () => void;
  /** The label of the button. */
  clear?: string;
  /** A possible reason. */
  children?: ReactNode;
};

/** Shown when the search and the filters match no rows. */
export function NoResults({ title, onClear, clear = 'Clear the filters', children }: NoResultsProps) {
  return (
    <EmptyState icon={SearchX} title={title} action={<Button onClick={onClear}>{clear}</Button>}>
      {children ?? 'Nothing matches the filters and the search.'}
    </EmptyState>
  );
}
