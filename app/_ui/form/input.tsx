import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** One line of text. Stands in a `Field`, which names it. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input type="text" className={cn('field h-9', className)} {...props} />;
}
