'use client';
import { useSyncExternalStore } from 'react';
import { lazyModule, useLazyModule } from '@/app/_lib/lazy-module';
import { hasWaitingToasts, watchToasts } from './toast';

const stack = lazyModule(() => import('./toast-stack').then(({ ToastStack }) => ToastStack));

/** Shows the messages of `toast`; its code is loaded with the first of them. */
export function Toaster() {
  const isWanted = useSyncExternalStore(watchToasts, hasWaitingToasts, () => false);
  const ToastStack = useLazyModule(stack, isWanted);
  return ToastStack && <ToastStack />;
}
