import type { ReactNode } from 'react';
import { Mark } from '@/app/_ui/value/mark';

/** The frame of the pages that are open without a sign-in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="w-full max-w-90">
        <div className="mb-6 flex items-center gap-2">
          <Mark className="size-7" />
          <span className="font-semibold text-lg tracking-tight">Parley</span>
        </div>
        {children}
      </div>
    </main>
  );
}
