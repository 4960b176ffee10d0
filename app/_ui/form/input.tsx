import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A text field of one line, inside a `Field`, which labels it; its text runs in its own direction. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input type="text" dir="auto" className={cn('field base:h-9', className)} {...props} />;
}
