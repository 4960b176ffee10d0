'use client';
import { lazy, Suspense } from 'react';

const PersonNotice = lazy(async () => ({ default: (await import('./person-notice')).PersonNotice }));

/** A `PersonNotice`, whose code is loaded for the few people who get one. */
export function LazyPersonNotice() {
  return (
    <Suspense>
      <PersonNotice />
    </Suspense>
  );
}
