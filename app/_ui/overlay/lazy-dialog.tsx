'use client';
import type { ComponentType } from 'react';
import type { LazyModule } from '@/app/_lib/lazy-module';
import { LazyContent } from './lazy-content';

type LazyDialogProps<P> = P & {
  from: LazyModule<ComponentType<P>>;
  /** Loads the code from then on; default: the prop `open`. */
  isWanted?: boolean;
};

/** A dialog whose code is loaded when it first opens. The other props are those of the dialog. */
export function LazyDialog<P extends object>(props: LazyDialogProps<P>) {
  const isWanted = props.isWanted ?? ('open' in props && props.open === true);
  return <LazyContent {...props} isWanted={isWanted} />;
}

/** Props of a control that opens something: they load its code when somebody points at the control or focuses it. */
export function preparing({ prepare }: { prepare: () => void }) {
  return { onPointerEnter: prepare, onFocus: prepare };
}
