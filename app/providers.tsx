'use client';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { ServerProvider } from './_trpc/provider';
import { Toaster } from './_ui/overlay/toaster';
import { TooltipProvider } from './_ui/overlay/tooltip';

/** Theme, calls to the server, tooltips and remarks. `nonce`: what lets the script of the theme run. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      {...(nonce && { nonce })}
    >
      <ServerProvider>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster />
      </ServerProvider>
    </ThemeProvider>
  );
}
