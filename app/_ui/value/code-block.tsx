import { cn } from '../cn';
import { CopyButton } from './copy-button';

// A scrolling area must be reachable by keyboard.
const SCROLLER = { tabIndex: 0 };

/** Code to be copied: complete, scrolled sideways, never wrapped. */
export function CodeBlock({ code, label, className }: { code: string; label: string; className?: string }) {
  return (
    <figure className={cn('overflow-hidden base:rounded-lg base:border bg-surface', className)}>
      <figcaption className="flex h-9 items-center justify-between border-b bg-canvas pr-1 pl-3 text-ink-2 text-xs">
        {label}
        <CopyButton text={code} label={label} />
      </figcaption>
      <pre {...SCROLLER} className="overflow-x-auto p-3 font-mono text-xs leading-5">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
