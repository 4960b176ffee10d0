'use client';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { type FirstPaint, FirstPaintProvider } from './_lib/first-paint';
import { ServerProvider } from './_trpc/provider';
import { Toaster } from './_ui/overlay/toaster';
import { TooltipProvider } from './_ui/overlay/tooltip';

type ProvidersProps = {
  /** Lets the script of the theme run. */
  nonce: string | undefined;
  firstPaint: FirstPaint;
  children: ReactNode;
};

/** Everything that components need around them: theme, calls to the server, the address, tooltips and toasts. */
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
          <FirstPaintProvider facts={firstPaint}>
            <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
          </FirstPaintProvider>
        </NuqsAdapter>
        <Toaster />
      </ServerProvider>
    </ThemeProvider>
  );
}
