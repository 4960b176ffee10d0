import type { JsonObject } from '../json';
import { toToolName } from '../nodes/ai/tools';
import type { HttpResult } from '../protocol';
import { type AnswerBook, type CallOutcome, createAnswerBook } from '../replay/answer-book';
import type { FlowTest, TestAnswer } from './test-document';
import { toTestMs } from './test-time';

const EMPTY_RECORD = { times: [], skews: [] };

/** The answer book of a test. */
export function createTestBook(answers: FlowTest['answers']): AnswerBook {
  const standIns = Object.entries(answers).map(([node, given]) => [node, given.map(toOutcome)]);
  return createAnswerBook([], EMPTY_RECORD, Object.fromEntries(standIns));
}

/** The outcome of a call that is answered so; an answer that never comes takes an infinite time. */
export function toOutcome(answer: TestAnswer): CallOutcome {
  const durationMs = 'delay' in answer && answer.delay ? toTestMs(answer.delay) : 0;
  switch (answer.type) {
    case 'response':
      return {
        result: { ...respond(answer.status), headers: answer.headers, body: answer.body, durationMs },
      };
    case 'reply': {
      const content = typeof answer.reply === 'string' ? answer.reply : JSON.stringify(answer.reply);
      return { result: { ...respond(200), body: { choices: [{ message: { content } }] }, durationMs } };
    }
    case 'tools': {
      const message = { content: null, tool_calls: answer.calls.map(toToolCall) };
      return { result: { ...respond(200), body: { choices: [{ message }] }, durationMs } };
    }
    case 'error': {
      const { code, message = code } = answer;
      return { error: { code, message, attempts: 1, durationMs } };
    }
    case 'none':
      return { result: { ...respond(200), durationMs: Number.POSITIVE_INFINITY } };
  }
}

type Asked = Extract<TestAnswer, { type: 'tools' }>['calls'][number];

function toToolCall({ flow, inputs }: Asked, index: number): JsonObject {
  const call = { name: toToolName(flow), arguments: JSON.stringify(inputs) };
  return { id: `call_${index}`, type: 'function', function: call };
}

function respond(status: number): HttpResult {
  return { status, headers: {}, body: null, durationMs: 0, attempts: 1 };
}
