'use client';
import { Check, Copy } from 'lucide-react';
import { Button } from '../button';
import { cn } from '../cn';
import { useCopy } from './use-copy';

type CopyButtonProps = {
  text: string;
  /** The name of the copied thing, e.g. "API key". */
  label: string;
  /** Shows the word beside the icon. */
  wide?: boolean;
  className?: string;
};

/** Copies a text; the icon turns into a check mark, and the change is announced. */
export function CopyButton({ text, label, wide = false, className }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant={wide ? 'secondary' : 'ghost'}
      size={wide ? 'sm' : 'icon-sm'}
      aria-label={`Copy ${label}`}
      className={cn(copied && 'text-live hover:text-live', className)}
      onClick={() => copy(text)}
    >
      <Icon aria-hidden />
      {wide && <span>{copied ? 'Copied' : 'Copy'}</span>}
      <span aria-live="polite" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}
