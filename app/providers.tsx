'use client';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { ReleasePresses } from './_early/release-presses';
import { type FirstPaint, FirstPaintProvider } from './_lib/first-paint';
import { ServerProvider } from './_trpc/provider';
import { Toaster } from './_ui/overlay/toaster';

type ProvidersProps = {
  /** Allows the theme's script. */
  nonce: string | undefined;
  firstPaint: FirstPaint;
  children: ReactNode;
};

/** The providers of all components: theme, tRPC, the address, tooltips and toasts. */
export function Providers({ nonce, firstPaint, children }: ProvidersProps) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      {...(nonce && { nonce })}
    >
      <ServerProvider>
        <NuqsAdapter>
          <FirstPaintProvider facts={firstPaint}>{children}</FirstPaintProvider>
        </NuqsAdapter>
        <Toaster />
        <ReleasePresses />
      </ServerProvider>
    </ThemeProvider>
  );
}
