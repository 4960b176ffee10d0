import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A text field of one line, inside a `Field`, which labels it. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input type="text" className={cn('field base:h-9', className)} {...props} />;
}
