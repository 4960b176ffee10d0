'use client';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { createEngine, type Engine } from './create-engine';

const EngineContext = createContext<Engine | null>(null);

type EngineProviderProps = {
  children: ReactNode /** Until then the worker is not loaded; true by default. */;
  isNeeded?: boolean;
};

/** Runs the engine in a worker for as long as this part of the page is shown. */
export function EngineProvider({ children, isNeeded = true }: EngineProviderProps) {
  return <EngineContext value={useOwnEngine(isNeeded)}>{children}</EngineContext>;
}

/** An engine in a worker of its own while it is needed; null until it is open. */
export function useOwnEngine(isNeeded: boolean): Engine | null {
  const [engine, setEngine] = useState<Engine | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    const opened = createEngine(
      () => new Worker(new URL('../engine-worker/engine.worker.ts', import.meta.url)),
    );
    setEngine(opened);
    return opened.close;
  }, [isNeeded]);
  return engine;
}

/** The engine of this part of the page; null until it is open. */
export function useEngine(): Engine | null {
  return use(EngineContext);
}
