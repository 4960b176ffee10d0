'use client';
import { useQuery } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import Link from 'next/link';
import { useRemembered } from '@/app/_lib/use-remembered';
import { useTRPC } from '@/app/_trpc/context';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { findPublishedFlow, findTestSession, listRecentFlows, listRecentSessions } from './home-queries';
import { type FirstStep, isUnderWay, listFirstSteps, type Progress } from './list-first-steps';

/** The first steps of a new organization, until they are done or hidden. */
export function FirstRun() {
  const [isWanted, setWanted] = useRemembered('first-run', true);
  const progress = useProgress();
  if (!isWanted || !progress) return null;
  return (
    <Card>
      <CardHeader
        title="First steps"
        action={
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Hide the first steps"
            title="Hide"
            onClick={() => setWanted(false)}
          >
            <X aria-hidden />
          </Button>
        }
      />
      <ol aria-label="First steps" className="grid gap-px bg-line sm:grid-cols-2 lg:grid-cols-4">
        {listFirstSteps(progress).map((step, index) => (
          <StepItem key={step.name} step={step} number={index + 1} />
        ))}
      </ol>
    </Card>
  );
}

/** What has been done; null while it is not known, or when nothing is left. */
function useProgress(): Progress | null {
  const trpc = useTRPC();
  const flows = useQuery(listRecentFlows(trpc));
  const published = useQuery(findPublishedFlow(trpc));
  const sessions = useQuery(listRecentSessions(trpc));
  const isKnown = flows.data && published.data && sessions.data;
  const done = {
    published: (published.data?.items.length ?? 0) > 0,
    called: (sessions.data?.items.length ?? 0) > 0,
  };
  const open = Boolean(isKnown) && isUnderWay(done);
  const tests = useQuery({ ...findTestSession(trpc), enabled: open });
  if (!open || !tests.data) return null;
  return { ...done, flowId: flows.data?.items[0]?.id ?? null, tried: tests.data.items.length > 0 };
}

function StepItem({ step: { name, does, isDone, href }, number }: { step: FirstStep; number: number }) {
  return (
    <li className="bg-surface">
      <Link href={href} className="flex h-full gap-3 px-4 py-3 hover:bg-hover">
        <span
          className={cn(
            'flex size-6 shrink-0 items-center justify-center rounded-full text-xs',
            isDone ? 'bg-live-soft text-live' : 'bg-subtle text-ink-2',
          )}
        >
          {isDone ? <Check aria-label="Done" className="size-3.5" /> : <span aria-hidden>{number}</span>}
        </span>
        <span className="min-w-0">
          <span className="block font-medium text-sm">{name}</span>
          <span className="block text-ink-2 text-xs">{does}</span>
        </span>
      </Link>
    </li>
  );
}
