'use client';
import { useMemo } from 'react';
import { variablesAt } from '../../_inspector/_model/variables-at';
import type { TurnLog } from '../../_inspector/_turn/turn-steps';
import { VariableRows } from '../../_inspector/_variables/variable-rows';

/** The variables of a session of a file after a turn, with that turn's changes. */
export function FileVariables({ log, turn }: { log: TurnLog; turn: number }) {
  const { turns, events, lastTurn } = log;
  const rows = useMemo(() => variablesAt({ events, turns, before: {} }, turn), [events, turns, turn]);
  return (
    <div className="p-4">
      <h2 className="tabular mb-3 min-h-7 font-medium">
        {`After turn ${String(turn)}`}
        <span className="font-normal text-ink-2">{` of ${String(lastTurn)}`}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="text-ink-2 text-sm">No variable was set by then.</p>
      ) : (
        <VariableRows rows={rows} now={null} onEdit={null} editing={null} form={null} />
      )}
    </div>
  );
}
