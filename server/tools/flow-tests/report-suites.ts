import { writeFileSync } from 'node:fs';
import { renderJUnit } from './render-junit';
import { renderTap } from './render-tap';
import { renderCoverage, renderText } from './render-text';
import type { Suite } from './run-suites';

/** The options of commands that report suites, as `parseArgs` takes them. */
export const REPORT_OPTIONS = {
  tap: { type: 'boolean' },
  junit: { type: 'string' },
  coverage: { type: 'boolean' },
} as const;

type ReportValues = { tap?: boolean; junit?: string; coverage?: boolean };

/** Prints suites, and writes them to the file of `junit`. */
export function reportSuites(suites: readonly Suite[], { tap, junit, coverage }: ReportValues): void {
  process.stdout.write(tap ? renderTap(suites) : renderText(suites));
  if (coverage) process.stdout.write(renderCoverage(suites));
  if (junit !== undefined) writeFileSync(junit, renderJUnit(suites));
}

/** The exit code of suites: 2 if a file cannot be read or `isEmpty` holds, 1 if something failed, else 0. */
export function toExitCode(suites: readonly Suite[], isEmpty: boolean): number {
  if (isEmpty || suites.some(({ error }) => error !== null)) return 2;
  return suites.some(({ report }) => report && report.failed > 0) ? 1 : 0;
}
