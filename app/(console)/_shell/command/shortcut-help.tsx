'use client';
import { Fragment } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { Kbd } from '@/app/_ui/value/kbd';
import { listPlaces } from '../sidebar/places';
import { useModKey } from './use-mod-key';

type Entry = [keys: string[], what: string];

const EVERYWHERE: readonly Entry[] = [
  [['/'], 'Search the visible list'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close'],
  [['?'], 'This help'],
];

/** All keyboard shortcuts. */
export function ShortcutHelp(control: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const places = listPlaces(useViewer());
  const everywhere: Entry[] = [[[useModKey(), 'K'], 'Search and run commands'], ...EVERYWHERE];
  return (
    <Dialog {...control}>
      <DialogContent title="Keyboard shortcuts" className="max-w-xl">
        <DialogBody className="grid gap-x-8 gap-y-5 space-y-0! sm:grid-cols-2">
          <KeyList heading="Everywhere" entries={everywhere} />
          <KeyList heading="Go to" entries={places.map((place) => [['g', place.key], place.label])} />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function KeyList({
  heading,
  entries,
}: {
  heading: string;
  entries: readonly [keys: string[], what: string][];
}) {
  return (
    <section>
      <h3 className="mb-2 text-ink-3 text-xs">{heading}</h3>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-y-1.5 text-sm">
        {entries.map(([keys, what]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
