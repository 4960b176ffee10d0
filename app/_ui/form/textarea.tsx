import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A text field of several lines that grows with its content; its text runs in its own direction. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      dir="auto"
      className={cn('field field-sizing-content base:max-h-80 base:min-h-20 py-2', className)}
      {...props}
    />
  );
}
