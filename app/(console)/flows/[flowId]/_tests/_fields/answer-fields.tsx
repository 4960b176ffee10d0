'use client';
import { Plus } from 'lucide-react';
import { isFields } from '@/app/_features/flow/graph/read-fields';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import type { FlowTestInput } from '@/server/engine/flow-test/test-document';
import type { JsonObject } from '@/server/engine/json';
import { NativeSelect } from './native-select';
import { Rows } from './rows';
import { ValueInput } from './value-input';

type Answers = NonNullable<FlowTestInput['answers']>;
type Answer = Answers[string][number];
type AnswerFieldsProps = {
  answers: Answers;
  /** The nodes of the draft that make calls. */
  callers: readonly string[];
  readOnly: boolean;
  onChange: (answers: Answers) => void;
};

const TYPES = {
  response: 'answers',
  reply: 'replies (a model)',
  tools: 'calls flows (a model)',
  error: 'cannot be reached',
  none: 'never answers',
};
const BLANK: Record<Answer['type'], Answer> = {
  response: { type: 'response', status: 200, body: {} },
  reply: { type: 'reply', reply: '' },
  tools: { type: 'tools', calls: [{ flow: 'flow', inputs: {} }] },
  error: { type: 'error', code: 'network' },
  none: { type: 'none' },
};

/** What calls and models answer, by node in order; the last answer is repeated. Nothing is sent. */
export function AnswerFields({ answers, callers, readOnly, onChange }: AnswerFieldsProps) {
  const missing = callers.filter((node) => !Object.hasOwn(answers, node));
  const set = (node: string, next: Answer[]) => {
    const { [node]: _before, ...rest } = answers;
    onChange(next.length === 0 ? rest : { ...answers, [node]: next });
  };
  return (
    <div className="space-y-3">
      {Object.entries(answers).map(([node, given]) => (
        <fieldset key={node} className="space-y-1">
          <legend className="font-mono text-xs">{node}</legend>
          <Rows
            noun="answer"
            count={given.length}
            readOnly={readOnly}
            onAdd={() => set(node, [...given, BLANK.response])}
            onRemove={(index) => set(node, given.toSpliced(index, 1))}
          >
            {(index) => (
              <AnswerRow
                answer={given[index] ?? BLANK.none}
                name={`answer ${String(index + 1)} of ${node}`}
                readOnly={readOnly}
                onChange={(answer) => set(node, given.with(index, answer))}
              />
            )}
          </Rows>
        </fieldset>
      ))}
      {!readOnly &&
        missing.map((node) => (
          <Button key={node} size="sm" variant="ghost" onClick={() => set(node, [BLANK.response])}>
            <Plus aria-hidden /> Answer for <span className="font-mono text-xs">{node}</span>
          </Button>
        ))}
    </div>
  );
}

type AnswerRowProps = {
  answer: Answer;
  name: string;
  readOnly: boolean;
  onChange: (answer: Answer) => void;
};

function AnswerRow({ answer, name, readOnly, onChange }: AnswerRowProps) {
  return (
    <div className="flex flex-wrap gap-1.5">
      <NativeSelect
        label={`Kind of ${name}`}
        disabled={readOnly}
        value={answer.type}
        words={TYPES}
        onChange={(type) => onChange(BLANK[type])}
      />
      {answer.type === 'response' && (
        <>
          <Input
            type="number"
            min={100}
            max={599}
            aria-label={`Status of ${name}`}
            className="h-8 w-20"
            disabled={readOnly}
            value={answer.status ?? 200}
            onChange={({ target }) => onChange({ ...answer, status: Number(target.value) })}
          />
          <div className="min-w-40 flex-1">
            <ValueInput
              label={`Content of ${name}`}
              disabled={readOnly}
              value={answer.body ?? null}
              onChange={(body) => onChange({ ...answer, body })}
            />
          </div>
        </>
      )}
      {answer.type === 'tools' && (
        <ToolRow answer={answer} name={name} readOnly={readOnly} onChange={onChange} />
      )}
      {answer.type === 'reply' && (
        <div className="min-w-40 flex-1">
          <ValueInput
            label={`Text of ${name}`}
            disabled={readOnly}
            value={answer.reply}
            onChange={(reply) => onChange({ ...answer, reply })}
          />
        </div>
      )}
    </div>
  );
}

type ToolRowProps = Omit<AnswerRowProps, 'answer'> & { answer: Extract<Answer, { type: 'tools' }> };

/** The flows that a model calls at once, with their inputs. */
function ToolRow({ answer, name, readOnly, onChange }: ToolRowProps) {
  const { calls } = answer;
  return (
    <div className="min-w-40 flex-1 space-y-1.5">
      <Rows
        noun="call"
        count={calls.length}
        readOnly={readOnly}
        onAdd={() => onChange({ ...answer, calls: [...calls, { flow: 'flow', inputs: {} }] })}
        onRemove={(index) => calls.length > 1 && onChange({ ...answer, calls: calls.toSpliced(index, 1) })}
      >
        {(index) => {
          const call = calls[index] ?? { flow: '', inputs: {} };
          const set = (next: typeof call) => onChange({ ...answer, calls: calls.with(index, next) });
          return (
            <div className="flex flex-wrap gap-1.5">
              <Input
                aria-label={`Flow ${String(index + 1)} of ${name}`}
                className="h-8 w-32 font-mono"
                disabled={readOnly}
                value={call.flow}
                onChange={({ target }) => set({ ...call, flow: target.value })}
              />
              <div className="min-w-32 flex-1">
                <ValueInput
                  label={`Inputs of flow ${String(index + 1)} of ${name}`}
                  disabled={readOnly}
                  value={call.inputs ?? {}}
                  onChange={(inputs) => isFields(inputs) && set({ ...call, inputs: inputs as JsonObject })}
                />
              </div>
            </div>
          );
        }}
      </Rows>
    </div>
  );
}
