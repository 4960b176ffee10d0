'use client';
import { CircleX, TriangleAlert } from 'lucide-react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Card, CardStrip } from '@/app/_ui/page/card';

type Report = RouterOutputs['flow']['importBundle'];

const ACTIONS: Record<Report['flows'][number]['action'], string> = {
  created: 'New',
  updated: 'Draft is replaced',
  unchanged: 'Unchanged',
};

/** What the import of a bundle would do with each flow, and the problems that it has. */
export function BundleReport({ report: { flows, problems } }: { report: Report }) {
  return (
    <div role="status" className="space-y-4">
      <Card aria-label="Flows of the bundle">
        <ul className="max-h-44 divide-y overflow-y-auto text-sm">
          {flows.map(({ slug, name, action }) => (
            <li key={slug} className="flex items-baseline gap-3 px-4 py-1.5">
              <span className="min-w-0 flex-1">
                <span className="block truncate">{name}</span>
                <span className="block truncate font-mono text-ink-2 text-xs">{slug}</span>
              </span>
              <span className="shrink-0 text-ink-2 text-xs">{ACTIONS[action]}</span>
            </li>
          ))}
        </ul>
      </Card>
      {problems.length > 0 && <Problems problems={problems} />}
    </div>
  );
}

function Problems({ problems }: Pick<Report, 'problems'>) {
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return (
    <Card aria-label="Problems of the bundle">
      <CardStrip>
        {hasErrors ? 'Fix these errors first' : 'Warnings (they do not prevent the import)'}
      </CardStrip>
      <ul className="max-h-44 overflow-y-auto py-1 text-sm">
        {problems.map(({ flow, severity, nodeId, path, message }) => (
          <li key={`${flow} ${path} ${message}`} className="flex items-baseline gap-2 px-4 py-1">
            {severity === 'error' ? (
              <CircleX aria-label="Error" className="size-3.5 shrink-0 translate-y-0.5 text-failed" />
            ) : (
              <TriangleAlert
                aria-label="Warning"
                className="size-3.5 shrink-0 translate-y-0.5 text-waiting"
              />
            )}
            <span className="min-w-0 flex-1">
              <span className="block break-words">{message}</span>
              <span className="block break-all font-mono text-ink-2 text-xs">
                {nodeId === null ? flow : `${flow} / ${nodeId}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
