'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Engine } from '@/app/_features/flow/engine/create-engine';
import type { OpenedSession } from '@/app/_features/flow/engine/recording-tasks';
import { toShownError } from '@/app/_trpc/problems';
import type { ShownError } from '@/app/_ui/state/error-state';

/** A session file that was opened. */
export type OpenFile = { file: File; session: OpenedSession };

export type FileControl = {
  opened: OpenFile | null;
  /** Why the last file did not open. */
  error: ShownError | null;
  isOpening: boolean;
  open: (file: File) => void;
  close: () => void;
};

/** Opens a session file in the engine of this browser; the file goes nowhere else. */
export function useOpenedFile(engine: Engine | null): FileControl {
  const [opened, setOpened] = useState<OpenFile | null>(null);
  const opening = useMutation({
    mutationFn: async (file: File) => {
      const answer = await engine?.run('openRecording', file);
      return answer && { file, answer };
    },
    onSuccess: (read) => {
      if (read?.answer.ok) setOpened({ file: read.file, session: read.answer.session });
    },
  });
  const answer = opening.data?.answer;
  const refused = answer && !answer.ok ? { title: answer.reason } : null;
  return {
    opened,
    error: refused ?? toShownError(opening.error),
    isOpening: opening.isPending,
    open: (file) => opening.mutate(file),
    close: () => {
      opening.reset();
      setOpened(null);
    },
  };
}
