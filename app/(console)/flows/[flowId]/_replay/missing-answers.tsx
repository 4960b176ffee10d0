import { useState } from 'react';
import { AnswerForm, type CallAnswer } from '@/app/_features/session/answer-form';
import { Button } from '@/app/_ui/button';
import { countSessions } from '../_model/job';
import type { Findings, StandIns } from './replay-words';

type MissingAnswersProps = {
  missing: Findings['missingAnswers'];
  standIns: StandIns;
  onStandIns: (standIns: StandIns) => void;
};

/** The calls that no session recorded; an answer that is given here stands in for them in the next replay. */
export function MissingAnswers({ missing, standIns, onStandIns }: MissingAnswersProps) {
  const [asked, setAsked] = useState<string | null>(null);
  if (missing.length === 0) return null;
  const give = (node: string) => (answer: CallAnswer) => {
    onStandIns({ ...standIns, [node]: [answer] });
    setAsked(null);
  };
  return (
    <section aria-label="Calls without an answer" className="space-y-2 text-sm">
      <div>
        <h4 className="font-medium">Calls without an answer</h4>
        <p className="text-ink-2">
          No session recorded what these calls return. Give an answer to use in their place, and replay again.
        </p>
      </div>
      <ul className="space-y-2">
        {missing.map(({ node, method, url, count }) => (
          <li key={`${node} ${method} ${url}`} className="space-y-2">
            <div className="flex flex-wrap items-center gap-2">
              <span className="break-all font-mono text-xs">{`${node}: ${method} ${url}`}</span>
              <span className="text-ink-2">{countSessions(count)}</span>
              <Button size="sm" onClick={() => setAsked(asked === node ? null : node)}>
                {standIns[node] ? 'Change the answer' : 'Give an answer'}
              </Button>
            </div>
            {asked === node && (
              <AnswerForm
                label={`Answer of ${node}`}
                submit="Use this answer"
                pending={false}
                onAnswer={give(node)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
