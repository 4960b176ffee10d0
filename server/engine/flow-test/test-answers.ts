import type { HttpResult } from '../protocol';
import type { CallOutcome, StandIns } from '../replay/answer-book';
import type { FlowTest, TestAnswer } from './test-document';
import { toTestMs } from './test-time';

/** The answers of a test as stand-ins; one that never comes takes an infinite time. */
export function toStandIns(answers: FlowTest['answers']): StandIns {
  return Object.fromEntries(Object.entries(answers).map(([node, given]) => [node, given.map(toOutcome)]));
}

function toOutcome(answer: TestAnswer): CallOutcome {
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
    case 'error': {
      const { code, message = code } = answer;
      return { error: { code, message, attempts: 1, durationMs } };
    }
    case 'none':
      return { result: { ...respond(200), durationMs: Number.POSITIVE_INFINITY } };
  }
}

function respond(status: number): HttpResult {
  return { status, headers: {}, body: null, durationMs: 0, attempts: 1 };
}
