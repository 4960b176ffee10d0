'use client';
import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../button';
import { Input } from '../form/input';
import { Label } from '../form/label';
import { ErrorNote, type ShownError } from '../state/error-state';
import { OVERLAY } from './overlay-looks';

type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The consequence, and whether it can be undone. */
  children: ReactNode;
  /** The verb of the action, e.g. "Revoke key". */
  action: string;
  /** When set, this text must be typed to enable the action. */
  typed?: string;
  danger?: boolean;
  /** Whether the action can be taken; default: true. */
  isReady?: boolean;
  pending: boolean;
  error: ShownError | null;
  onConfirm: () => void;
};

/** Asks before an action that cannot be undone. Only the caller closes it, so that a failure stays visible. */
export function AlertDialog(props: AlertDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    children,
    action,
    typed,
    danger = true,
    isReady = true,
    pending,
    error,
    onConfirm,
  } = props;
  const [text, setText] = useState('');
  const id = useId();
  const change = (next: boolean) => {
    setText('');
    onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content className="data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 fixed top-1/2 left-1/2 z-50 w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 overflow-hidden rounded-lg bg-raised shadow-pop duration-150 data-[state=open]:animate-in">
          <div className="space-y-3 px-5 py-4">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            <Radix.Description asChild>
              <div className="text-ink-2 text-sm">{children}</div>
            </Radix.Description>
            {typed && (
              <div className="space-y-1.5">
                <Label htmlFor={id}>
                  Type <span className="font-mono">{typed}</span> to confirm
                </Label>
                <Input
                  id={id}
                  value={text}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => setText(event.target.value)}
                />
              </div>
            )}
            {error && <ErrorNote error={error} />}
          </div>
          <div className="flex justify-end gap-2 border-t bg-canvas px-5 py-3">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Button
              variant={danger ? 'danger' : 'primary'}
              pending={pending}
              disabled={!isReady || (typed !== undefined && text !== typed)}
              onClick={() => !pending && onConfirm()}
            >
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
