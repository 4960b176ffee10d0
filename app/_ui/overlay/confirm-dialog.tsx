'use client';
import type { ComponentProps } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { LazyDialog } from './lazy-dialog';

type AlertDialog = typeof import('./alert-dialog').AlertDialog;

const ALERT_DIALOG = lazyModule(() => import('./alert-dialog').then((module) => module.AlertDialog));

/** Asks before something that cannot be undone: an `AlertDialog`, whose code is loaded when it first opens. */
export function ConfirmDialog(props: ComponentProps<AlertDialog>) {
  return <LazyDialog from={ALERT_DIALOG} {...props} />;
}
