import { countChars } from '../../data/plain-data';
import type { NodeOf } from '../../definition/node';
import type { Json } from '../../json';
import type { HttpResult, ModelUsage } from '../../protocol';
import type { ModelRun } from '../../session';

/** Rounds of a node with tools that sets no limit of its own. */
const DEFAULT_ROUNDS = 8;
/** The largest size of the messages of all rounds, which the state of the session keeps. */
const MAX_TURN_CHARS = 100_000;
/** Servers that report no tokens have theirs estimated. */
const CHARS_PER_TOKEN = 4;
const MICROS_PER_DOLLAR = 1_000_000;

type Limits = NodeOf<'ai'>['limits'];

/** Whether a node keeps account of its rounds. */
export function hasRounds({ tools = [], limits, fallback }: NodeOf<'ai'>): boolean {
  return tools.length > 0 || limits !== undefined || fallback !== undefined;
}

/** Adds what a response has used. */
export function countResponse(
  run: ModelRun,
  { body, costMicros }: HttpResult,
  usage: ModelUsage | null,
): ModelRun {
  const tokens = usage?.total_tokens ?? estimateTokens(run, body);
  const isPriced = typeof costMicros === 'number' && run.costMicros !== null;
  return {
    ...run,
    tokens: run.tokens + tokens,
    costMicros: isPriced ? (run.costMicros ?? 0) + costMicros : null,
  };
}

function estimateTokens({ turns }: ModelRun, body: Json): number {
  const chars = countChars(turns, MAX_TURN_CHARS) + countChars(body, MAX_TURN_CHARS);
  return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** Why the model is not asked again, as the code and message of `error`; null if it is. */
export function findExceeded(run: ModelRun, limits: Limits): { code: string; message: string } | null {
  const { rounds = DEFAULT_ROUNDS, tokens, cost } = limits ?? {};
  if (run.rounds >= rounds)
    return { code: 'limit_rounds', message: `The model was asked ${run.rounds} times, which is the limit.` };
  if (tokens !== undefined && run.tokens >= tokens)
    return { code: 'limit_tokens', message: `The model used ${run.tokens} tokens; the limit is ${tokens}.` };
  if (cost !== undefined && run.costMicros === null)
    return {
      code: 'limit_cost',
      message:
        'The price of the model is not known, so its cost cannot be limited. Set it under Settings, Models.',
    };
  if (cost !== undefined && (run.costMicros ?? 0) >= cost * MICROS_PER_DOLLAR) {
    const spent = (run.costMicros ?? 0) / MICROS_PER_DOLLAR;
    return { code: 'limit_cost', message: `The model cost ${spent} US dollars; the limit is ${cost}.` };
  }
  if (countChars(run.turns, MAX_TURN_CHARS) < MAX_TURN_CHARS) return null;
  const message = `The messages of the rounds have more than ${MAX_TURN_CHARS} characters.`;
  return { code: 'limit_size', message };
}
