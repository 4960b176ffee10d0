import type { ComponentProps } from 'react';
import { Input } from '@/app/_ui/form/input';

/** Dollars, with their sign before them. */
export function PriceInput(props: ComponentProps<'input'>) {
  return (
    <div className="relative">
      <span aria-hidden className="absolute inset-y-0 left-3 flex items-center text-ink-3 text-sm">
        $
      </span>
      <Input className="tabular pl-7" inputMode="decimal" autoComplete="off" placeholder="0.00" {...props} />
    </div>
  );
}
