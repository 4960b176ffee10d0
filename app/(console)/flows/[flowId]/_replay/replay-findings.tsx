'use client';
import dynamic from 'next/dynamic';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { KeepTestButton } from '@/app/_features/flow/tests/keep-test-button';
import { nameVerdict, VERDICTS } from '@/app/_features/session/compare-words';
import { cn } from '@/app/_ui/cn';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/app/_ui/list/table';
import { Card, CardStrip } from '@/app/_ui/page/card';
import { MissingAnswers } from './missing-answers';
import { explainLeftOut, type Findings, nameEnds, summarizeFindings } from './replay-words';

const SideBySide = dynamic(() => import('./side-by-side').then((module) => module.SideBySide));

type ReplayFindingsProps = {
  flowId: string;
  replayId: string;
  findings: Findings;
  /** Whether the draft has changed since. */
  isOutdated: boolean;
} & Pick<ComponentProps<typeof MissingAnswers>, 'standIns' | 'onStandIns'>;

/** What a replay found: numbers by outcome, where sessions would end instead, and where they part from their record. */
export function ReplayFindings({
  flowId,
  replayId,
  findings,
  isOutdated,
  standIns,
  onStandIns,
}: ReplayFindingsProps) {
  const [shown, setShown] = useState<string | null>(null);
  const leftOut = explainLeftOut(findings);
  const actions = { flowId, show: setShown };
  return (
    <div className="space-y-4">
      {isOutdated && (
        <p className="text-sm text-waiting">
          The draft has changed since this replay. Replay again to see the change.
        </p>
      )}
      <p role="status" className="text-sm">
        {summarizeFindings(findings)} {leftOut && <span className="text-ink-2">{leftOut}</span>}
      </p>
      <Numbers verdicts={findings.verdicts} />
      <Moves moves={findings.moves} actions={actions} />
      <Partings partings={findings.partings} actions={actions} />
      <MissingAnswers missing={findings.missingAnswers} standIns={standIns} onStandIns={onStandIns} />
      {shown !== null && (
        <SideBySide flowId={flowId} replayId={replayId} sessionId={shown} onClose={() => setShown(null)} />
      )}
    </div>
  );
}

function Numbers({ verdicts }: { verdicts: Findings['verdicts'] }) {
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      {VERDICTS.map(({ verdict, name, meaning }) => {
        const count = verdicts[verdict];
        return (
          <div key={verdict} className="rounded-lg border px-3 py-2" title={meaning}>
            <dt className="text-ink-2 text-xs">{name}</dt>
            <dd className={cn('tabular font-medium text-lg', count === 0 && 'text-ink-3')}>
              {count.toLocaleString('en')}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What can be done with an example. */
type Actions = { flowId: string; show: (sessionId: string) => void };

function Moves({ moves, actions }: { moves: Findings['moves']; actions: Actions }) {
  const rows = moves.map((move): Row => {
    const [past, next] = nameEnds(move);
    const ends = [<Code key="past">{past}</Code>, <Code key="next">{next}</Code>];
    return { key: `${past} ${next}`, cells: [...ends, ...toCells(move, actions)] };
  });
  return (
    <FoundTable
      title="Other ends"
      columns={['Ended at', 'Would end at', 'Sessions', 'Examples']}
      rows={rows}
    />
  );
}

function Partings({ partings, actions }: { partings: Findings['partings']; actions: Actions }) {
  const rows = partings.map((parting): Row => {
    const { node, verdict } = parting;
    const place = node === null ? 'The end' : <Code key="node">{node}</Code>;
    return {
      key: `${node ?? ''} ${verdict}`,
      cells: [place, nameVerdict(verdict), ...toCells(parting, actions)],
    };
  });
  return (
    <FoundTable title="Where they part" columns={['Node', 'Outcome', 'Sessions', 'Examples']} rows={rows} />
  );
}

function toCells(
  { count, examples }: Pick<Findings['moves'][number], 'count' | 'examples'>,
  actions: Actions,
): ReactNode[] {
  return [count.toLocaleString('en'), <Examples key="examples" examples={examples} actions={actions} />];
}

function Code({ children }: { children: string }) {
  return <span className="break-all font-mono text-xs">{children}</span>;
}

type Row = { key: string; cells: readonly ReactNode[] };
type FoundTableProps = { title: string; columns: readonly string[]; rows: readonly Row[] };

/** A table of findings. */
function FoundTable({ title, columns, rows }: FoundTableProps) {
  if (rows.length === 0) return null;
  return (
    <Card aria-label={title}>
      <CardStrip level="h4">{title}</CardStrip>
      <Table>
        <TableHead>
          <tr>
            {columns.map((column) => (
              <TableHeader key={column}>{column}</TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(({ key, cells }) => (
            <TableRow key={key}>
              {columns.map((column, at) => (
                <TableCell key={column} data-label={column} className="max-md:last:pr-0 max-md:first:pl-0">
                  {cells[at]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Examples({
  examples,
  actions,
}: {
  examples: Findings['moves'][number]['examples'];
  actions: Actions;
}) {
  return (
    <ul className="flex flex-wrap gap-x-3">
      {examples.map(({ sessionId, turn }, index) => (
        <li key={sessionId} className="flex items-center gap-1">
          <button
            type="button"
            className="rounded-sm text-accent hover:underline"
            onClick={() => actions.show(sessionId)}
          >
            {`Session ${index + 1}${turn === null ? '' : `, turn ${turn}`}`}
          </button>
          <KeepTestButton
            flowId={actions.flowId}
            sessionId={sessionId}
            label={`Keep session ${index + 1} as a test`}
          />
        </li>
      ))}
    </ul>
  );
}
