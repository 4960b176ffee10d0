'use client';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { Button } from '../button';

type PagesProps = {
  isNewest: boolean;
  onNewest: () => void;
  /** The cursor of the page of older rows; null where there are none. */
  next: string | null;
  /** Set while another page loads: the rows, and so the cursor, are still those of the page before. */
  pending: boolean;
  onOlder: (cursor: string) => void;
};

/** The way from a page of a list to the older rows, and back to the newest. */
export function Pages({ isNewest, onNewest, next, pending, onOlder }: PagesProps) {
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-end gap-2">
      {!isNewest && (
        <Button size="sm" onClick={onNewest}>
          <ArrowLeft aria-hidden /> Newest
        </Button>
      )}
      {next !== null && (
        <Button size="sm" pending={pending} onClick={() => onOlder(next)}>
          Older <ArrowRight aria-hidden />
        </Button>
      )}
    </nav>
  );
}
