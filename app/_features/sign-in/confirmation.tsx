'use client';
import { useEffect, useRef, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { provideConfirmation } from '@/app/_trpc/confirm-fresh-sign-in';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';

const CONFIRM_DIALOG = lazyModule(() => import('./confirm-dialog').then((module) => module.ConfirmDialog));

/** Opens a dialog when a call asks for a fresh sign-in; the call goes on by itself afterwards. */
export function Confirmation({ oidcName }: { oidcName: string | null }) {
  const [open, setOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(undefined);
  useEffect(
    () =>
      provideConfirmation(() => {
        setOpen(true);
        return new Promise((resolve) => {
          answer.current = resolve;
        });
      }),
    [],
  );
  const close = (isConfirmed: boolean) => {
    setOpen(false);
    answer.current?.(isConfirmed);
  };
  return <LazyDialog from={CONFIRM_DIALOG} open={open} oidcName={oidcName} onClose={close} />;
}
