import type { JsonObject } from '../json';
import type { RegionalDefaults } from '../locale/regional';
import type { Outcome } from '../protocol';
import type { ContactFacts } from '../session';
import { quoteText } from './describe-difference';
import { findOffered } from './observe';
import type { FlowTest, TestContact, TestStep } from './test-document';
import type { TestEvent, TestSession } from './test-session';
import { toTestMs } from './test-time';

const OUTCOMES = { failed: 'fails', hangup: 'ends by hanging up', success: 'succeeds' };

/** The event that starts the session of a test. */
export function toStarted(start: FlowTest['start'] = {}): TestEvent {
  const { variables = {}, visitor, locale, timeZone, defaults, session = {}, contact, config } = start;
  const { channel = 'test', version = null } = session;
  const regional = { ...(locale !== undefined && { locale }), ...(timeZone !== undefined && { timeZone }) };
  return {
    type: 'started',
    inputId: 'start',
    variables,
    ...(visitor && { visitor }),
    session: { channel, version },
    ...(contact && { contact: toContact(contact) }),
    ...(config && { config: config as JsonObject }),
    ...(Object.keys(regional).length > 0 && { regional }),
    ...(defaults && { defaults: defaults as RegionalDefaults }),
  };
}

function toContact({ attributes, ...contact }: TestContact): ContactFacts {
  return { ...contact, attributes: attributes as JsonObject };
}

/** Takes a step; returns why the flow did not take it, as a clause, else null. */
export function takeStep(session: TestSession, step: TestStep): string | null {
  if (step.type === 'pass') {
    session.pass(toTestMs(step.time));
    return null;
  }
  const inputId = `step-${session.steps.length}`;
  const unoffered = step.type === 'choose' ? findUnoffered(session, step.choice) : null;
  return unoffered ?? explainOutcome(session.send(toEvent(step, inputId)));
}

function toEvent(step: Exclude<TestStep, { type: 'pass' }>, inputId: string): TestEvent {
  switch (step.type) {
    case 'say': {
      const { text, value, interrupt } = step;
      const more = { ...(value !== undefined && { value }), ...(interrupt && { interrupt }) };
      return { type: 'message', inputId, text, ...more };
    }
    case 'choose':
      return { type: 'message', inputId, text: [step.choice].flat().join(', ') };
    case 'fill':
      return { type: 'message', inputId, text: '', value: step.values as JsonObject };
    case 'event':
      return { type: 'event.received', inputId, name: step.name, payload: step.payload };
    case 'transfer': {
      const { status, failReason } = step;
      return { type: 'transfer.completed', inputId, status, ...(failReason !== undefined && { failReason }) };
    }
    case 'set':
      return {
        type: 'variables.changed',
        set: step.variables,
        ...(step.contact && { contact: toContact(step.contact) }),
      };
    case 'control':
      return { type: 'control.changed', control: step.by === 'flow' ? 'flow' : 'human' };
  }
}

function findUnoffered(session: TestSession, choice: string | string[]): string | null {
  const offered = findOffered(session.steps);
  const isOffered = (taken: string) => offered.some(({ value, label }) => taken === value || taken === label);
  const other = [choice].flat().find((taken) => !isOffered(taken));
  if (other === undefined) return null;
  if (offered.length === 0) return `the flow offers no choices, so ${quoteText(other)} cannot be chosen`;
  return `the flow does not offer ${quoteText(other)}; it offers ${offered.map(({ label }) => quoteText(label)).join(', ')}`;
}

function explainOutcome(outcome: Outcome): string | null {
  switch (outcome.kind) {
    case 'applied':
      return null;
    case 'ignored':
      return `the flow did not take it: ${outcome.reason}`;
    case 'refused':
      return `the flow did not take it: ${explainRefusal(outcome)}`;
  }
}

function explainRefusal(refusal: Extract<Outcome, { kind: 'refused' }>): string {
  switch (refusal.reason) {
    case 'finished':
      return 'the session has ended';
    case 'inbox_full':
      return `${refusal.max} messages wait already`;
    case 'state_full':
      return `the session would store more than ${refusal.max} characters`;
    case 'wrong_input':
      if (refusal.expected === 'text') return 'it waits for an answer';
      return refusal.expected === 'transferResult'
        ? 'it waits for the result of a transfer'
        : 'it does not wait for anything';
  }
}

/** Names a step for people. */
export function describeStep(step: TestStep): string {
  switch (step.type) {
    case 'say':
      return `say ${quoteText(step.text)}`;
    case 'choose':
      return `choose ${[step.choice].flat().map(quoteText).join(', ')}`;
    case 'fill':
      return `fill in ${Object.keys(step.values).join(', ')}`;
    case 'event':
      return `event ${step.name}`;
    case 'transfer':
      return `the transfer ${OUTCOMES[step.status]}`;
    case 'pass':
      return `${step.time.amount} ${step.time.amount === 1 ? step.time.unit.slice(0, -1) : step.time.unit} pass`;
    case 'set':
      return `set ${Object.keys(step.variables).join(', ')}`;
    case 'control':
      return step.by === 'person' ? 'a person takes over' : 'the flow gets control back';
  }
}
