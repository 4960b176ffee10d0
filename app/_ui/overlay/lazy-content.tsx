import type { ComponentType } from 'react';
import { type LazyModule, useLazyModule } from '@/app/_lib/lazy-module';

export type LazyContentProps<P> = P & { from: LazyModule<ComponentType<P>>; isWanted: boolean };

/** A component whose code is loaded once it is wanted. The other props are its own. */
export function LazyContent<P extends object>({ from, isWanted, ...props }: LazyContentProps<P>) {
  const Content = useLazyModule(from, isWanted);
  return Content && <Content {...(props as unknown as P)} />;
}
