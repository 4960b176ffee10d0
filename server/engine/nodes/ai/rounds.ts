import type { Compiler } from '../../compile/compiler';
import type { NodeOf } from '../../definition/node';
import type { ModelRun } from '../../session';
import { beginCall, toErrorVariable } from '../calls/outgoing-call';
import type { NodeContext } from '../contract/node-context';
import { goTo, type NodeResult } from '../contract/node-result';
import { compileConversation } from './conversation';
import { findExceeded, hasRounds } from './limits';
import { compileServers, type Repair, type Server } from './request';
import { toToolList } from './tools';

type AiNode = NodeOf<'ai'>;

/** A compiled `ai` node: its conversation, and the servers that it asks. */
export type Asking = {
  node: AiNode;
  conversation: ReturnType<typeof compileConversation>;
  main: Server;
  fallback: Server | null;
  /** Whether the rounds are kept in the state. */
  keepsRounds: boolean;
};

export const FAILURE = 'error';
export const LIMIT = 'limit';

/** Compiles what an `ai` node asks. */
export function compileAsking(node: AiNode, compiler: Compiler): Asking {
  const conversation = compileConversation(node, compiler);
  return { node, conversation, ...compileServers(node, compiler), keepsRounds: hasRounds(node) };
}

/** The rounds before the first one; a node that keeps none only knows whether it asked for a correction. */
export function createRun(wait: NodeContext['wait']): ModelRun {
  const repaired = wait?.type === 'effect' && wait.repair === true;
  const none = { question: '', turns: [], calls: [], rounds: 0, tokens: 0, costMicros: 0 };
  return { ...none, ...(repaired && { repaired }) };
}

/** The server that a round asks. */
export function serverOf({ main, fallback }: Asking, run: ModelRun): Server {
  return run.fallback && fallback ? fallback : main;
}

/** The result of a visit that leaves the node. */
export function leave({ keepsRounds }: Asking, result: NodeResult): NodeResult {
  return keepsRounds ? { ...result, model: null } : result;
}

/** Sends the request of a round. */
export function sendRound(asking: Asking, run: ModelRun, context: NodeContext, repair?: Repair): NodeResult {
  const { node, conversation, keepsRounds } = asking;
  let { question } = run;
  const say = () => {
    const said = conversation.render(context, run.rounds === 0 ? null : question);
    question = said.question;
    const own = question.trim() === '' ? [] : [{ role: 'user', content: question }];
    const messages = [...said.before, ...own, ...run.turns];
    return { messages, tools: toToolList(node.tools ?? [], context.calls) };
  };
  const call = beginCall(serverOf(asking, run).request(context, say, repair), context, FAILURE);
  const { transition } = call;
  if (transition.type !== 'wait' || transition.wait.type !== 'effect') return leave(asking, call);
  if (keepsRounds) return { ...call, model: { ...run, question, rounds: run.rounds + 1 } };
  return repair
    ? { ...call, transition: { type: 'wait', wait: { ...transition.wait, repair: true } } }
    : call;
}

/** Asks the model again, if the limits allow another round. */
export function askAgain(asking: Asking, run: ModelRun, context: NodeContext): NodeResult {
  const exceeded = findExceeded(run, asking.node.limits);
  return exceeded ? stop(asking, exceeded, context) : sendRound(asking, run, context);
}

/** Takes the exit `limit`. */
export function stop(
  asking: Asking,
  error: { code: string; message: string },
  context: NodeContext,
): NodeResult {
  context.notes.push(error.message);
  return leave(asking, { assign: [toErrorVariable(error, undefined, context)], transition: goTo(LIMIT) });
}

/** Whether a call that fails is repeated at the fallback. */
export function mayFallBack({ fallback }: Asking, run: ModelRun): boolean {
  return fallback !== null && !run.fallback;
}

/** Asks the fallback instead; the round is the same. */
export function fallBack(asking: Asking, run: ModelRun, reason: string, context: NodeContext): NodeResult {
  context.notes.push(`${reason} The fallback is asked.`);
  return sendRound(asking, { ...run, fallback: true, rounds: run.rounds - 1 }, context);
}
