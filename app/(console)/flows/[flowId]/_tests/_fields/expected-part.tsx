'use client';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import type { Expectation } from '../_model/new-test';
import { STATUS_WORDS } from '../_model/test-words';
import { CallRows } from './call-rows';
import { NativeSelect } from './native-select';
import { PatternRows } from './pattern-rows';
import { RecordRows } from './record-rows';
import { Rows } from './rows';
import { ValueInput } from './value-input';

export type ExpectedPartProps = {
  expectation: Expectation;
  readOnly: boolean;
  onChange: (expectation: Expectation) => void;
};

const NOUNS = { messages: 'message', choices: 'choice', suggestions: 'suggested reply' } as const;

/** The fields of one part of an expectation. */
export function ExpectedPart({ part, ...props }: ExpectedPartProps & { part: keyof Expectation }) {
  const { expectation, readOnly, onChange } = props;
  switch (part) {
    case 'messages':
    case 'choices':
    case 'suggestions':
      return (
        <PatternRows
          noun={NOUNS[part]}
          patterns={expectation[part] ?? []}
          readOnly={readOnly}
          onChange={(patterns) => onChange({ ...expectation, [part]: patterns })}
        />
      );
    case 'path':
      return <PathField {...props} />;
    case 'node':
      return (
        <Input
          aria-label="Id of the node"
          className="h-8 font-mono text-xs"
          disabled={readOnly}
          value={expectation.node ?? ''}
          onChange={({ target }) => onChange({ ...expectation, node: target.value })}
        />
      );
    case 'status':
      return (
        <NativeSelect
          label="Status"
          disabled={readOnly}
          value={expectation.status ?? 'running'}
          words={STATUS_WORDS}
          onChange={(status) => onChange({ ...expectation, status })}
        />
      );
    case 'variables':
      return (
        <RecordRows
          noun="variable"
          values={expectation.variables ?? {}}
          readOnly={readOnly}
          onChange={(variables) => onChange({ ...expectation, variables })}
        />
      );
    case 'output':
      return (
        <ValueInput
          label="Output"
          disabled={readOnly}
          value={expectation.output ?? null}
          onChange={(output) => onChange({ ...expectation, output })}
        />
      );
    case 'events':
      return <EventRows {...props} />;
    case 'calls':
      return (
        <CallRows
          calls={expectation.calls ?? []}
          readOnly={readOnly}
          onChange={(calls) => onChange({ ...expectation, calls })}
        />
      );
  }
}

function PathField({ expectation, readOnly, onChange }: ExpectedPartProps) {
  return (
    <Textarea
      aria-label="Ids of the nodes, each on a line; two stars ** stand for any number of nodes"
      className="min-h-8 py-1 font-mono text-xs"
      disabled={readOnly}
      value={(expectation.path ?? []).join('\n')}
      onChange={({ target }) => onChange({ ...expectation, path: target.value.split('\n') })}
    />
  );
}

function EventRows({ expectation, readOnly, onChange }: ExpectedPartProps) {
  const events = expectation.events ?? [];
  const set = (next: typeof events) => onChange({ ...expectation, events: next });
  return (
    <Rows
      noun="event"
      count={events.length}
      readOnly={readOnly}
      onAdd={() => set([...events, { name: 'event' }])}
      onRemove={(index) => set(events.toSpliced(index, 1))}
    >
      {(index) => {
        const event = events[index] ?? { name: '' };
        const name = `event ${String(index + 1)}`;
        return (
          <div className="grid grid-cols-2 gap-1.5">
            <Input
              aria-label={`Name of ${name}`}
              className="h-8 font-mono text-xs"
              disabled={readOnly}
              value={event.name}
              onChange={({ target }) => set(events.with(index, { ...event, name: target.value }))}
            />
            <ValueInput
              label={`Data of ${name}`}
              disabled={readOnly}
              value={event.payload ?? null}
              onChange={(payload) => set(events.with(index, { ...event, payload }))}
            />
          </div>
        );
      }}
    </Rows>
  );
}
