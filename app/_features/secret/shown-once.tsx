'use client';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CopyButton } from '@/app/_ui/value/copy-button';

type ShownOnceProps = {
  title: string;
  description: string;
  /** Asks to copy it now. */
  warning: string;
  /** The secret or the link. */
  text: string;
  /** Names it on its button, e.g. "API key". */
  label: string;
  onDone: () => void;
  /** How it is used; stands below it. */
  children?: ReactNode;
  className?: string;
};

/** Shows a secret or a link, once. A click beside the dialog does not close it. */
export function ShownOnce({
  title,
  description,
  warning,
  text,
  label,
  onDone,
  children,
  className,
}: ShownOnceProps) {
  return (
    <DialogContent
      title={title}
      description={description}
      onInteractOutside={(event) => event.preventDefault()}
      className={className}
    >
      <DialogBody>
        <div className="flex items-center gap-2 rounded-md border border-waiting-dot/50 bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          {warning}
        </div>
        <div className="flex items-center gap-2 rounded-md border bg-canvas py-1 pr-1 pl-3">
          <code data-testid="secret" className="min-w-0 flex-1 break-all py-1 font-mono text-sm">
            {text}
          </code>
          <CopyButton text={text} label={label} wide />
        </div>
        {children}
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}
