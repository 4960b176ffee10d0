'use client';
import { type ReactNode, useState } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { useMedia } from '@/app/_ui/use-media';

/** As high as the window below the top bar, where it is wide. */
export const TALL = 'min-h-0 flex-1 sm:h-[calc(100dvh-48px)] sm:flex-none';

type InspectorPanesProps = {
  /** The conversation; `isPage` where it is rendered as a page rather than a pane. */
  transcript: (isPage: boolean) => ReactNode;
  path: ReactNode;
  /** The path of the session that it continues. */
  past?: ReactNode;
  details: readonly Pane[];
};

/** The transcript, the path and the details of a session: side by side where they fit, else as tabs. */
export function InspectorPanes({ transcript, path, past, details }: InspectorPanesProps) {
  // The server does not know the width: it renders three panes, and those that do not fit are hidden.
  const three = useMedia('(min-width: 1200px)');
  const two = useMedia('(min-width: 640px)');
  const first = { value: 'path', label: 'Path', content: path, fills: true };
  const paths = past ? [first, { value: 'past', label: 'Path before', content: past, fills: true }] : [first];
  if (three)
    return (
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,23rem)] overflow-hidden max-[1199px]:invisible">
        <div className="flex min-h-0 min-w-0 flex-col border-r">{transcript(false)}</div>
        <Paths path={path} past={past} />
        <Tabbed key="three" label="Details" panes={details} />
      </div>
    );
  if (two)
    return (
      <div className="grid min-h-0 flex-1 grid-cols-2 overflow-hidden">
        <div className="flex min-h-0 min-w-0 flex-col border-r">{transcript(false)}</div>
        <Tabbed key="two" label="Details" panes={[...paths, ...details]} />
      </div>
    );
  const conversation = { value: 'transcript', label: 'Transcript', content: transcript(true) };
  return <Tabbed key="one" label="Panes" panes={[conversation, ...paths, ...details]} isPage />;
}

/** The path, and beside or below that of the session that it continues. */
function Paths({ path, past }: { path: ReactNode; past: ReactNode }) {
  return (
    <div className="grid min-h-0 min-w-0 border-r min-[1600px]:auto-cols-fr min-[1600px]:grid-flow-col auto-rows-fr">
      <section aria-label="Path" className="relative min-h-0 min-w-0">
        {path}
      </section>
      {past && (
        <section
          aria-label="Path before"
          className="relative min-h-0 min-w-0 border-t min-[1600px]:border-t-0 min-[1600px]:border-l"
        >
          {past}
        </section>
      )}
    </div>
  );
}

type Pane = {
  value: string;
  label: string;
  content: ReactNode;
  /** Whether the content fills the available space. */
  fills?: boolean;
};
type TabbedProps = { label: string; panes: readonly Pane[]; isPage?: boolean };

function Tabbed({ label, panes, isPage = false }: TabbedProps) {
  const [tab, setTab] = useState(panes[0]?.value ?? '');
  return (
    <Tabs value={tab} onValueChange={setTab} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <TabsList
        aria-label={label}
        className={`shrink-0 px-4 ${isPage ? 'sticky top-12 z-20 bg-canvas' : ''}`}
      >
        {panes.map(({ value, label: name }) => (
          <TabsTrigger key={value} value={value}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {panes.map(({ value, content, fills }) => (
        <TabsContent
          key={value}
          value={value}
          className={
            isPage
              ? `flex flex-1 flex-col ${fills ? 'h-[60dvh] flex-none' : ''} ${value === 'transcript' ? '' : 'bg-surface'}`
              : `min-h-0 flex-1 bg-surface ${fills ? '' : 'overflow-y-auto'}`
          }
        >
          {content}
        </TabsContent>
      ))}
    </Tabs>
  );
}
