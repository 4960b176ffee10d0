'use client';
import { FileJson } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Card } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { FileControl } from '../_data/use-opened-file';

type FileChooserProps = { control: FileControl; isReady: boolean };

/** Takes a file that is dropped or chosen. */
export function FileChooser({ control: { open, isOpening, error }, isReady }: FileChooserProps) {
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined) => file && open(file);
  const drag = (event: DragEvent) => {
    // Without this the browser would open the file in place of the page.
    event.preventDefault();
    setIsOver(event.type === 'dragover');
  };
  return (
    <div className="space-y-4">
      {error && <ErrorNote error={error} />}
      <Card
        aria-label="File"
        onDragOver={drag}
        onDragLeave={drag}
        onDrop={(event) => {
          drag(event);
          take(event.dataTransfer.files[0]);
        }}
        className={cn(
          'flex flex-col items-center gap-3 border-dashed px-6 py-14 text-center',
          isOver && 'border-accent bg-accent-soft',
        )}
      >
        <FileJson aria-hidden className="size-7 text-ink-3" />
        <p className="font-medium">Drop a session file here</p>
        <p className="max-w-md text-ink-2 text-sm">
          The file stays in this browser. Save one with “Export” and “Recording for a bug report” on the page
          of a session, or over the management API.
        </p>
        <Button asChild variant="primary">
          <label className="cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
            {isOpening ? 'Opening …' : 'Choose a file'}
            <input
              type="file"
              accept=".json,application/json"
              disabled={!isReady || isOpening}
              onChange={({ target }) => {
                take(target.files?.[0]);
                // The same file can be chosen again after a correction.
                target.value = '';
              }}
              className="sr-only"
            />
          </label>
        </Button>
      </Card>
    </div>
  );
}
