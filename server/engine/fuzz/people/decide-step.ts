import type { TestStep } from '../../flow-test/test-document';
import { toTestTime } from '../../flow-test/test-time';
import { INTERRUPTED } from '../../nodes/calls/interruption';
import type { FlowLore, NodeLore } from '../lore/lore';
import type { Shape } from '../lore/shape';
import { makeFittingReply, makeStrangeReply } from '../values/make-reply';
import { makeStrange, makeValue, spoil } from '../values/make-value';
import type { Random } from '../values/random';
import type { Aim } from './plan';
import type { Play } from './play';

/** How a person treats the node that it is at: as wished, or stubbornly wrong. */
type Mood = { node: string; isStubborn: boolean };

export function createMood(): Mood {
  return { node: '', isStubborn: false };
}

type Deciding = { play: Play; lore: FlowLore; random: Random; mood: Mood; aim: Aim | null };

/** Decides what a person does next; null if there is nothing to do. */
export function decideStep(deciding: Deciding): TestStep | null {
  const { play, lore, random, aim } = deciding;
  const node = play.node();
  const known = lore.nodes.get(node);
  const wanted = aim?.node === node ? aim.exit : null;
  const handled = wanted === null ? sendHandled(deciding) : null;
  if (handled) return handled;
  switch (play.state().wait?.type) {
    case 'input':
      return known ? answer(known, wanted, deciding) : null;
    case 'transfer':
      return finishTransfer(wanted, random);
    case 'event':
      return known ? sendEvent(known, wanted, deciding) : null;
    case 'timer':
    case 'effect':
      if (known && mayInterrupt(known, wanted, random)) return { type: 'say', text: 'wait', interrupt: true };
      // Some write before the flow is ready to listen.
      return random.chance(0.15) ? { type: 'say', text: 'are you there?' } : passTime(play);
    default:
      return null;
  }
}

function answer(known: NodeLore, wanted: string | null, deciding: Deciding): TestStep | null {
  const { play, lore, random, mood } = deciding;
  const { node } = known;
  if (node.kind !== 'question') return null;
  const question = { lore: known, node, offered: play.offered(), at: play.now() };
  if (wanted === 'noReply' || (wanted === null && random.chance(0.06))) {
    const pass = passTime(play);
    if (pass) return pass;
  }
  const choice = wanted?.startsWith('choice:') ? wanted.slice('choice:'.length) : null;
  if (choice !== null && question.offered.some(({ value }) => value === choice))
    return { type: 'choose', choice };
  if (wanted === 'yes' || wanted === 'no') return { type: 'say', text: wanted, value: wanted === 'yes' };
  if (mood.node !== known.key) {
    mood.node = known.key;
    mood.isStubborn = random.chance(0.2);
  }
  const isStrange = wanted === null ? random.chance(mood.isStubborn ? 0.9 : 0.12) : wanted === 'invalid';
  return isStrange ? makeStrangeReply(question, lore, random) : makeFittingReply(question, lore, random);
}

function finishTransfer(wanted: string | null, random: Random): TestStep {
  const isSuccess = wanted === null ? random.chance(0.5) : wanted === 'success';
  if (isSuccess) return { type: 'transfer', status: 'success' };
  const status = random.chance(0.5) ? 'failed' : 'hangup';
  return { type: 'transfer', status, ...(random.chance(0.3) && { failReason: 'busy' }) };
}

function sendEvent(
  { node, shape }: NodeLore,
  wanted: string | null,
  { play, random }: Deciding,
): TestStep | null {
  if (node.kind !== 'await-event') return null;
  const pass = wanted === 'timeout' || random.chance(0.2) ? passTime(play) : null;
  if (pass) return pass;
  if (random.chance(0.1)) return { type: 'say', text: 'hello?' };
  return makeEvent(node.event, shape, random);
}

/** Sends an event that a handler takes, now and then; null if there is none. */
function sendHandled({ play, lore, random }: Deciding): TestStep | null {
  const { handledEvents = [] } = play.state();
  if (handledEvents.length === 0 || !random.chance(0.15)) return null;
  const name = random.pick(handledEvents);
  return name === undefined ? null : makeEvent(name, lore.handled(name), random);
}

function makeEvent(name: string, shape: Shape, random: Random): TestStep {
  const payload = makeValue(shape, random);
  const isFitting = random.chance(0.8);
  return {
    type: 'event',
    name,
    payload: isFitting ? payload : random.chance(0.5) ? spoil(payload, random) : makeStrange(random),
  };
}

/** Whether a person who waits for a call ends it by a message. */
function mayInterrupt({ node }: NodeLore, wanted: string | null, random: Random): boolean {
  if (!(node.kind === 'http' || node.kind === 'ai') || !node.interruptible) return false;
  return wanted === null ? random.chance(0.3) : wanted === INTERRUPTED;
}

/** Lets the time pass until the next timer or answer; null if none comes. */
function passTime(play: Play): TestStep | null {
  const ms = play.untilReaction();
  const time = ms === null ? null : toTestTime(Math.max(1, ms));
  return time && { type: 'pass', time };
}
