'use client';
import { ArrowRight, ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { ExactTime } from '@/app/_ui/value/exact-time';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { AuditFilters } from '../_model/audit-filters';
import {
  type AuditEntry,
  actorLabel,
  type ChangedField,
  describeAction,
  listChanges,
  listFacts,
  pathOfThing,
  thingLabel,
} from '../_model/describe-entry';

type EntryDialogProps = {
  entry: AuditEntry | null;
  onClose: () => void;
  /** Filters the log by a part of the entry. */
  onNarrow: (part: Partial<AuditFilters>) => void;
};

/** One change: before and after, side by side. */
export function EntryDialog({ entry, onClose, onNarrow }: EntryDialogProps) {
  return (
    <Dialog open={entry !== null} onOpenChange={(open) => !open && onClose()}>
      {entry && <Entry entry={entry} onNarrow={onNarrow} />}
    </Dialog>
  );
}

function Entry({ entry, onNarrow }: { entry: AuditEntry; onNarrow: EntryDialogProps['onNarrow'] }) {
  const { thing, thingId, name, actor, at, address, userAgent } = entry;
  const path = pathOfThing(entry);
  const facts = listFacts(entry);
  return (
    <DialogContent title={describeAction(entry)} className="max-w-2xl">
      <DialogBody className="space-y-5!">
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[112px_1fr]">
          <Fact name={facts ? 'About' : 'Resource'}>
            {name} {thingId && <CopyableId id={thingId} label={`${thing} id`} />}
          </Fact>
          <Fact name="Who">{actorLabel(entry)}</Fact>
          <Fact name="When">
            <ExactTime at={at} style="full" />{' '}
            <span className="text-ink-2">
              (<RelativeTime at={at} />)
            </span>
          </Fact>
          {address && <Fact name="Address">{address}</Fact>}
          {userAgent && <Fact name="Program">{userAgent}</Fact>}
          {facts?.map(([label, value]) => (
            <Fact key={label} name={label}>
              {value}
            </Fact>
          ))}
        </dl>
        {facts === null && <Changes entry={entry} />}
      </DialogBody>
      <DialogFooter className="flex-wrap">
        <Button variant="ghost" onClick={() => onNarrow({ actor })}>
          All by {actorLabel(entry)}
        </Button>
        <Button variant="ghost" onClick={() => onNarrow({ thing, id: thingId })}>
          {facts ? `All of this kind for ${name}` : `All of this ${thingLabel(thing).toLowerCase()}`}
        </Button>
        {path && (
          <Button asChild>
            <Link href={path}>
              Open <ArrowUpRight aria-hidden />
            </Link>
          </Button>
        )}
      </DialogFooter>
    </DialogContent>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere] max-sm:mb-1">{children}</dd>
    </>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const fields = listChanges(entry);
  if (fields.length === 0) return <p className="text-ink-2 text-sm">This entry has no values to show.</p>;
  return (
    <table className="w-full table-fixed overflow-hidden rounded-md border text-sm">
      <caption className="sr-only">Before and after</caption>
      <thead className="border-b bg-canvas text-left text-ink-2 text-xs">
        <tr>
          <th scope="col" className="w-28 px-3 py-2 font-medium sm:w-36">
            Field
          </th>
          <th scope="col" className="px-3 py-2 font-medium">
            Before
          </th>
          <th scope="col" className="px-3 py-2 font-medium">
            <span className="inline-flex items-center gap-1.5">
              <ArrowRight aria-hidden className="size-3.5" /> After
            </span>
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {fields.map((field) => (
          <ChangedRow key={field.name} field={field} />
        ))}
      </tbody>
    </table>
  );
}

function ChangedRow({ field: { name, before, after } }: { field: ChangedField }) {
  return (
    <tr className="align-top">
      <th scope="row" className="px-3 py-2 text-left font-normal text-ink-2 [overflow-wrap:anywhere]">
        {name}
      </th>
      <td className="px-3 py-2">
        <Side value={before} className="text-failed" />
      </td>
      <td className="px-3 py-2">
        <Side value={after} className="text-live" />
      </td>
    </tr>
  );
}

function Side({ value, className }: { value: unknown; className: string }) {
  if (value === undefined) return <span className="text-ink-3">–</span>;
  if (value === null) return <span className="text-ink-2">none</span>;
  return (
    <span className={`whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere] ${className}`}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </span>
  );
}
