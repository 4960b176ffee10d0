'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { ErrorState } from '@/app/_ui/state/error-state';
import { shortId } from '@/app/_ui/value/copyable-id';
import { CanvasPane } from '../_canvas/canvas-pane';
import type { MomentControl } from '../_data/use-moment';
import { useSessionLog } from '../_data/use-session-log';
import { readNodeNames } from '../_model/node-names';
import { getVersion } from '../_model/session-queries';
import type { Fork } from './fork-words';

type PastPathProps = { fork: Fork; moment: MomentControl };

/** The path of the session that a fork continues, up to the turn where the fork begins. */
export function PastPath({ fork: { sessionId, turn, parting }, moment }: PastPathProps) {
  const trpc = useTRPC();
  const { log, error, retry } = useSessionLog(sessionId, Math.min(turn, moment.turn));
  const versionOf = log?.session ?? { flowId: '', versionId: '' };
  const version = useQuery({ ...getVersion(trpc, versionOf), enabled: log !== null });
  const names = useMemo(() => readNodeNames(version.data?.definition), [version.data]);
  const shown = toShownError(error);
  if (shown) return <ErrorState error={shown} onRetry={retry} />;
  if (!log) return null;
  const upTo = { ...moment, turn: Math.min(turn, moment.turn), step: null, live: false, go: () => undefined };
  return (
    <CanvasPane
      version={version}
      names={names}
      log={log}
      moment={upTo}
      label={`Path of session ${shortId(sessionId)}`}
      parting={parting?.past?.node}
    />
  );
}
