import type { Compiler } from '../../compile/compiler';
import { cutText } from '../../data/cut-text';
import { isJsonObject } from '../../data/is-json-object';
import type { NodeOf } from '../../definition/node';
import type { Json, JsonObject } from '../../json';
import { evaluateExpression } from '../../rendering/evaluate-expression';
import { renderText } from '../../rendering/render-data';
import type { NodeContext } from '../contract/node-context';
import type { Assignment } from '../contract/node-result';

/** A message to or from a model. */
type Message = { role: string; content: string };

/** The messages of a request before the question, and the question; empty if there is none. */
type Conversation = { before: Message[]; question: string };

/** More messages of an expression are not sent: the newest count. */
const MAX_GIVEN = 200;
const MAX_GIVEN_CHARS = 100_000;
const ROLES: ReadonlySet<unknown> = new Set(['user', 'assistant', 'system']);

type AiNode = NodeOf<'ai'>;

/** Compiles the conversation with a model: the messages that are given, those that are kept, and the question. */
export function compileConversation(node: AiNode, compiler: Compiler) {
  const { history } = node;
  const prompt = node.prompt === undefined ? null : compiler.text('/prompt', node.prompt);
  const given = node.messages === undefined ? null : compiler.expression('/messages', node.messages);
  const ask = (context: NodeContext): string => {
    if (prompt) return renderText(prompt, context);
    return history && !given ? context.lastInput : '';
  };
  return {
    /** Renders the conversation; a round after the first has its question already. */
    render(context: NodeContext, asked: string | null): Conversation {
      const question = asked ?? ask(context);
      const listed = given ? readMessages(evaluateExpression(given, context), context) : [];
      const kept = history ? keepNewest(readKept(history.variable, context), history) : [];
      const before = keepNewest(listed, { keep: MAX_GIVEN, maxChars: MAX_GIVEN_CHARS });
      return { before: [...before, ...kept], question };
    },
    /** The assignment that keeps a question and its reply; none without a history. */
    remember(question: string, reply: Json, context: NodeContext): Assignment[] {
      if (!history) return [];
      const text = typeof reply === 'string' ? reply : JSON.stringify(reply);
      const asked = question.trim() === '' ? [] : [{ role: 'user', content: question }];
      const all = [...readKept(history.variable, context), ...asked, { role: 'assistant', content: text }];
      return [{ name: history.variable, value: keepNewest(all, history) }];
    },
  };
}

function readKept(name: string, { variables }: NodeContext): Message[] {
  return listMessages(Object.hasOwn(variables, name) ? (variables[name] ?? null) : null);
}

function readMessages(value: Json, { notes }: NodeContext): Message[] {
  const messages = listMessages(value);
  const left = Array.isArray(value) ? value.length - messages.length : value === null ? 0 : 1;
  if (left > 0)
    notes.push(`Left out of the messages, because they are not { role, content } with a text: ${left}.`);
  return messages;
}

function listMessages(value: Json): Message[] {
  return (Array.isArray(value) ? value : []).flatMap((one) => toMessage(one) ?? []);
}

function toMessage(value: Json): Message | null {
  if (!isJsonObject(value)) return null;
  const { role, content } = value as JsonObject;
  return ROLES.has(role) && typeof content === 'string' ? { role: String(role), content } : null;
}

/** The newest messages that fit; the newest one is cut if it alone does not. */
function keepNewest(
  messages: readonly Message[],
  { keep, maxChars }: { keep: number; maxChars: number },
): Message[] {
  let left = maxChars;
  const kept: Message[] = [];
  for (const { role, content } of messages.slice(-keep).reverse()) {
    if (content.length > left && kept.length > 0) break;
    kept.push({ role, content: cutText(content, left) });
    left -= content.length;
    if (left <= 0) break;
  }
  return kept.reverse();
}
