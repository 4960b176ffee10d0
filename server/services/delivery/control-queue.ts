/*
 * delivery/control-apart: webhooks that carry no message of a thread wait in a queue of their own, so one that fails
 *   holds up no message.
 */

/** The digit with the variant of a UUID: 8 to b, as RFC 9562 has it, in a thread's id; c to f in its control queue's. */
const VARIANT_AT = 19;
const CONTROL_BIT = 4;

/** Returns the id of a thread's queue for webhooks that carry no message. */
export function toControlQueueId(threadId: string): string {
  return flip(threadId);
}

/** Returns the id of the thread of a queue, for either queue of the thread. */
export function toThreadId(queueId: string): string {
  return /[c-f]/i.test(queueId.charAt(VARIANT_AT)) ? flip(queueId) : queueId;
}

function flip(id: string): string {
  const digit = Number.parseInt(id.charAt(VARIANT_AT), 16) ^ CONTROL_BIT;
  return `${id.slice(0, VARIANT_AT)}${digit.toString(16)}${id.slice(VARIANT_AT + 1)}`;
}
