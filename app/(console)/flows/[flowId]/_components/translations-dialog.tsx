'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useId, useState } from 'react';
import { listLanguages } from '@/app/_features/flow/graph/localized-text';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { parseJson } from '@/app/_features/flow/json/parse-json';
import { saveFile } from '@/app/_lib/save-file';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { RefusedTranslations, TranslationReport } from './translation-report';

type DialogProps = { flow: Flow; draft: DraftControl; onClose: () => void };

/** Exports the texts of the draft as a file for translators, and imports their file. */
export function TranslationsDialog({ flow, draft, onClose }: DialogProps) {
  const mayWrite = useCan('flows:write');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Translations"
        description="A file has each text of the draft in the language of the flow and in one other language."
      >
        <DialogBody className="space-y-6 px-5 py-4">
          <ExportSection flow={flow} draft={draft} />
          {mayWrite && <ImportSection flow={flow} draft={draft} />}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type SectionProps = Omit<DialogProps, 'onClose'>;

function ExportSection({ flow, draft }: SectionProps) {
  const client = useTRPCClient();
  const parsed = parseDraft(draft.text);
  const [, ...languages] = listLanguages(parsed.ok ? parsed.draft : {});
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? languages[0];
  const load = useMutation({
    mutationFn: async (wanted: string) => {
      await draft.saver.flush();
      return client.flow.exportTranslation.query({ flowId: flow.id, language: wanted });
    },
    onSuccess: (file) =>
      saveFile(`${flow.slug}.${file.targetLanguage}.json`, 'application/json', `${formatJson(file)}\n`),
  });
  const id = useId();
  const error = toShownError(load.error);
  return (
    <section aria-label="Export" className="space-y-2">
      <h3 className="font-medium text-sm">Export</h3>
      {language === undefined ? (
        <p className="text-ink-2 text-sm">
          The flow has one language only. Add further languages in the settings of the flow, which the
          inspector shows while no node is selected.
        </p>
      ) : (
        <div className="flex items-center gap-2">
          <label htmlFor={id} className="text-sm">
            Translate into
          </label>
          <select
            id={id}
            value={language}
            onChange={(event) => setChosen(event.target.value)}
            className="field h-8 w-auto px-2 text-sm"
          >
            {languages.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
          <Button pending={load.isPending} onClick={() => load.mutate(language)}>
            <Download aria-hidden /> Export file
          </Button>
        </div>
      )}
      {error && <ErrorNote error={error} />}
    </section>
  );
}

function ImportSection({ flow, draft }: SectionProps) {
  const load = useImport(flow, draft);
  const [file, setFile] = useState<File | null>(null);
  const [applyStale, setApplyStale] = useState(false);
  const id = useId();
  const problem = findProblem(load.error);
  const error = load.error instanceof InvalidFile ? { title: load.error.message } : toShownError(load.error);
  return (
    <section aria-label="Import" className="space-y-3">
      <h3 className="font-medium text-sm">Import</h3>
      <input
        type="file"
        aria-label="File of translations"
        accept=".json,application/json"
        onChange={(event) => {
          setFile(event.target.files?.[0] ?? null);
          load.reset();
        }}
        className="field h-9 py-1 text-sm file:mr-3 file:h-6.5 file:rounded-sm file:border-0 file:bg-hover file:px-2.5 file:font-medium file:text-ink file:text-sm"
      />
      <label htmlFor={id} className="flex items-start gap-2 text-sm">
        <Checkbox id={id} checked={applyStale} onCheckedChange={setApplyStale} className="mt-0.5" />
        Also translate texts that have changed since the export
      </label>
      <Button
        variant="primary"
        disabled={file === null}
        pending={load.isPending}
        onClick={() => file && load.mutate({ file, applyStale })}
      >
        Import file
      </Button>
      {error && <ErrorNote error={error} />}
      {problem && <RefusedTranslations issues={problem.issues} />}
      {load.data && <TranslationReport report={load.data.report} />}
    </section>
  );
}

class InvalidFile extends Error {}

function useImport(flow: Flow, draft: DraftControl) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, applyStale }: { file: File; applyStale: boolean }) => {
      const parsed = parseJson(await file.text());
      if (!parsed.ok) throw new InvalidFile('This file is not valid JSON.');
      await draft.saver.flush();
      const ifRev = draft.saver.snapshot().rev;
      return client.flow.importTranslation.mutate({ flowId: flow.id, file: parsed.value, applyStale, ifRev });
    },
    onSuccess: ({ flow: saved }) => {
      setQueryAnswer(queries, trpc.flow.get.queryKey({ flowId: flow.id }), saved);
      draft.adopt(saved);
      void invalidate(queries, trpc.flow.list.pathFilter());
    },
  });
}
