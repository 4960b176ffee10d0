import type { ReactNode } from 'react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Card, CardStrip } from '@/app/_ui/page/card';

type Report = RouterOutputs['flow']['importTranslation']['report'];
type Row = { key: string; message: string };

/** The result of an import: how many translations were set, and which need attention. */
export function TranslationReport({ report }: { report: Report }) {
  const { applied, unchanged, untranslated, stale, unknown, warnings } = report;
  return (
    <div role="status" className="space-y-3">
      <p className="text-sm">
        <span className="font-medium">{count(applied, 'translation')} set.</span>{' '}
        <span className="text-ink-2">
          {count(unchanged, 'translation')} unchanged, {count(untranslated, 'text')} without a translation.
        </span>
      </p>
      <Rows
        title="The text has changed since the export"
        rows={stale.map(({ key, current }) => ({ key, message: current }))}
      />
      <Rows title="An expression of the text is missing" rows={warnings} />
      <Rows
        title="The flow has no such text"
        rows={unknown.map((key) => ({ key, message: 'Deleted, or of another flow' }))}
      />
    </div>
  );
}

/** The translations for which a file was refused; nothing was set. */
export function RefusedTranslations({
  issues,
}: {
  issues: readonly { path: (string | number)[]; message: string }[];
}) {
  const rows = issues.map(({ path, message }) => ({ key: String(path[2] ?? path.join('.')), message }));
  return <Rows title="Nothing was set. Fix these translations first" rows={rows} />;
}

function Rows({ title, rows }: { title: ReactNode; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardStrip level="h4">
        {title} <span className="font-normal text-ink-2">({rows.length})</span>
      </CardStrip>
      <ul className="max-h-44 divide-y overflow-y-auto text-sm">
        {rows.map(({ key, message }) => (
          <li key={`${key} ${message}`} className="px-4 py-1.5">
            <p className="break-all font-mono text-ink-2 text-xs">{key}</p>
            <p className="[overflow-wrap:anywhere]">{message}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function count(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
