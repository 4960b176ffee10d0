import { askPublic, type ChatReply, type MadeChannel, openSession, openVisitor } from '@/e2e/api/chat/client';
import { requireBody, type Target } from '@/e2e/api/support/target';
import { FORM, INTENT } from './guarded-flow';

type Sent = Record<string, unknown>;

/** The result of an attack: the execution and the flow's last message; null when the entry point refused it. */
export type Outcome = { executionId: string; text: string | null } | null;

/** An entry point where a visitor can choose names. `isKept`: flows read the values under `visitor`. */
export type EntryPoint = { name: string; isKept: boolean; attack(sent: Sent): Promise<Outcome> };

type Parts = { open?: Sent; trigger?: Sent; context?: Sent; first?: Sent; second?: Sent; values?: Sent };

/** Lists the entry points of the chat API for publishable keys and session tokens. */
export function listEntryPoints(target: Target, channel: MadeChannel): EntryPoint[] {
  const converse = (parts: Parts) => converseWith(target, channel, parts);
  const submit = (path: string, body: Sent) => submitTo(target, channel, path, body);
  const filled = { values: { amount: '1' } };
  return [
    { name: 'variables of a new session', isKept: true, attack: (open) => converse({ open }) },
    { name: 'variables of a trigger', isKept: true, attack: (trigger) => converse({ trigger }) },
    { name: 'context of a trigger', isKept: true, attack: (context) => converse({ context }) },
    { name: 'variables of a resume', isKept: true, attack: (first) => converse({ first }) },
    { name: 'variables of a later resume', isKept: true, attack: (second) => converse({ second }) },
    { name: 'values of a resume', isKept: false, attack: (values) => converse({ values }) },
    {
      name: 'variables of a form',
      isKept: true,
      attack: (variables) => submit(`/forms/${FORM}/submissions`, { ...filled, variables }),
    },
    {
      name: 'context of a form',
      isKept: true,
      attack: (context) => submit(`/forms/${FORM}`, { ...filled, context }),
    },
    {
      name: 'values of a form',
      isKept: false,
      attack: (values) => submit(`/forms/${FORM}`, { values: { ...values, amount: '1' } }),
    },
  ];
}

async function converseWith(target: Target, channel: MadeChannel, parts: Parts): Promise<Outcome> {
  const visitor = openVisitor(target, await openSession(target, channel, optional('variables', parts.open)));
  const asked = await visitor.trigger(INTENT, {
    ...optional('variables', parts.trigger),
    ...optional('context', parts.context),
  });
  const first = { ...parts.values, first: 'one' };
  const called = await visitor.resume(asked, first, optional('variables', parts.first));
  const ready = await settle(visitor, called);
  const done = await visitor.resume(ready, { second: 'two' }, optional('variables', parts.second));
  const text = done.blocks.at(-1)?.payload.text;
  return { executionId: done.executionId, text: typeof text === 'string' ? text : null };
}

/** Polls as a page does until the flow's HTTP call is done. */
async function settle(visitor: ReturnType<typeof openVisitor>, reply: ChatReply): Promise<ChatReply> {
  let read = reply;
  while (read.status === 'running') read = await visitor.read(reply.executionId);
  return read;
}

async function submitTo(target: Target, channel: MadeChannel, path: string, body: Sent): Promise<Outcome> {
  const { publicKey } = channel;
  const reply = await askPublic<{ executionId: string }>(target, 'POST', path, {
    body: { publicKey, ...body },
  });
  if (reply.status === 422) return null;
  return { executionId: requireBody(reply, 201).executionId, text: null };
}

function optional(name: string, sent: Sent | undefined): Sent {
  return sent ? { [name]: sent } : {};
}
