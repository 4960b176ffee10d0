import { paths } from '@/app/_lib/paths';

/** What an organization has done so far. */
export type Progress = {
  /** The flow that was edited last; null before there is one. */
  flowId: string | null;
  tried: boolean;
  published: boolean;
  called: boolean;
};

export type FirstStep = { name: string; does: string; isDone: boolean; href: string };

/** The steps from an empty organization to a flow that other software runs, each done by doing it. */
export function listFirstSteps({ flowId, tried, published, called }: Progress): FirstStep[] {
  const flow = flowId === null ? paths.flows({ new: 'blank' }) : paths.flow(flowId);
  return [
    {
      name: 'Draw a flow',
      does: 'Add messages, questions and conditions on the canvas.',
      isDone: flowId !== null,
      href: flow,
    },
    { name: 'Try it', does: 'Talk with the draft in "Try it".', isDone: tried, href: flow },
    { name: 'Publish it', does: 'Callers run the published version.', isDone: published, href: flow },
    {
      name: 'Call it',
      does: 'Start a session from your software.',
      isDone: called,
      href: flowId === null ? flow : paths.flow(flowId, { tab: 'api' }),
    },
  ];
}

/** Whether there is a step to show: from the first call of a published flow on, there is none. */
export function isUnderWay({ published, called }: Pick<Progress, 'published' | 'called'>): boolean {
  return !(published && called);
}
