'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { saveFile } from '@/app/_lib/save-file';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import type { StatisticsFilters } from '../_model/statistics-filters';
import { getStatisticsFile } from '../_model/statistics-queries';

/** Saves the table that is shown as a CSV file. */
export function DownloadButton({ filters }: { filters: StatisticsFilters }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const download = useMutation({
    mutationFn: () => queries.fetchQuery(getStatisticsFile(trpc, filters)),
    onSuccess: ({ name, text }) => saveFile(name, 'text/csv', text),
    onError: (error) => toast.error(toShownError(error)?.title ?? 'The file could not be made.'),
  });
  return (
    <Button pending={download.isPending} onClick={() => download.mutate()}>
      <Download aria-hidden /> Download CSV
    </Button>
  );
}
