'use client';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';

type RowsProps = {
  /** The name of one row, such as "message". */
  noun: string;
  count: number;
  readOnly: boolean;
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (index: number) => ReactNode;
};

/** Rows of fields that are added and removed in place. */
export function Rows({ noun, count, readOnly, onAdd, onRemove, children }: RowsProps) {
  return (
    <div className="space-y-1.5">
      {Array.from({ length: count }, (_, place) => ({ place })).map(({ place: index }) => (
        <div key={index} className="flex items-start gap-1.5">
          <div className="min-w-0 flex-1">{children(index)}</div>
          {!readOnly && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove ${noun} ${String(index + 1)}`}
              onClick={() => onRemove(index)}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button size="sm" variant="ghost" onClick={onAdd}>
          <Plus aria-hidden /> Add {noun}
        </Button>
      )}
    </div>
  );
}
