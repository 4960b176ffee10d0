import { isJsonObject } from '../../data/is-json-object';
import type { Trigger } from '../../definition/trigger';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { CONTACT_NAME, SESSION_NAME, VISITOR_NAME } from '../../expression/fact-names';
import type { TestContact, TestStart } from '../../flow-test/test-document';
import type { Json, JsonObject } from '../../json';
import { allowsOthers, findProperty, listProperties } from '../../schema/declared';
import { listViolations } from '../../schema/list-violations';
import type { FlowLore } from '../lore/lore';
import { makeBySchema } from './make-by-schema';
import { makeStrange, makeValue } from './make-value';
import type { Random } from './random';

/** Times at which a flow may be started: a night, a leap day, the change of the clock, the end of a year. */
const TIMES = [
  '2026-01-03T02:30:00Z',
  '2028-02-29T23:59:59Z',
  '2026-03-29T00:59:59Z',
  '2026-12-31T22:59:59Z',
];
const ALWAYS = [[[0, 1440]], [[0, 1440]], [[0, 1440]], [[0, 1440]], [[0, 1440]], [[0, 1440]], [[0, 1440]]];
const NEVER = [[], [], [], [], [], [], []];

/** Makes the start of a session: what its caller, its trigger and the visitor's page give it. */
export function makeStart(lore: FlowLore, random: Random): TestStart {
  const { flow, given, reads } = lore;
  const variables: { [name: string]: Json } = {};
  for (const name of given)
    if (random.chance(0.5))
      variables[name] = random.chance(0.85) ? makeValue(lore.variable(name), random) : makeStrange(random);
  giveInputs(lore, random, variables);
  if (
    reads.trigger ||
    (lore.heard.constants.size > 0 && random.chance(0.5)) ||
    (flow.triggers.length > 0 && random.chance(0.5))
  )
    variables[TRIGGER_VARIABLE] = makeTrigger(lore, random);
  const languages = [...(flow.locale === undefined ? [] : [flow.locale]), ...(flow.languages ?? [])];
  const locale = languages.length > 1 ? random.pick(languages) : undefined;
  const at = random.chance(0.15) ? random.pick(TIMES) : undefined;
  const visitor = reads.visitor && random.chance(0.7) ? makeVisitor(lore, random) : undefined;
  const config = makeConfig(lore, random);
  return {
    ...(at !== undefined && { at }),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(visitor && { visitor }),
    ...(reads.session && random.chance(0.7) && { session: makeSession(lore, random) }),
    ...(reads.contact && random.chance(0.8) && { contact: makeContact(lore, random) }),
    ...(config && { config }),
    ...(locale !== undefined && { locale }),
    ...(reads.hours && random.chance(0.8) && { defaults: { openingHours: makeHours(random) } }),
  };
}

/** Sets the declared inputs; a start that does not match them is refused, so it is never played. */
function giveInputs({ flow, variable }: FlowLore, random: Random, variables: { [name: string]: Json }): void {
  const { inputs } = flow;
  if (!inputs) return;
  for (const { name, schema, isRequired } of listProperties(inputs)) {
    delete variables[name];
    if (!isRequired && random.chance(0.4)) continue;
    const compared = makeValue(variable(name), random);
    const isFitting = random.chance(0.5) && listViolations({ ...inputs, ...schema }, compared).length === 0;
    variables[name] = isFitting ? compared : makeBySchema(inputs, random, schema);
  }
  if (!allowsOthers(inputs))
    for (const name of Object.keys(variables))
      if (findProperty(inputs, name) === undefined) delete variables[name];
}

function makeVisitor(lore: FlowLore, random: Random): JsonObject | undefined {
  const made = makeValue(lore.variable(VISITOR_NAME), random);
  return isJsonObject(made) ? made : undefined;
}

/** Every configuration value that is read has a value, because the organization sets them all. */
function makeConfig({ config }: FlowLore, random: Random): JsonObject | undefined {
  if (config.fields.size === 0) return undefined;
  return Object.fromEntries([...config.fields].map(([name, shape]) => [name, makeValue(shape, random)]));
}

/** The most characters of a made text, so that the data of a person stays within its bounds. */
const MAX_FACT_CHARS = 100;

function makeSession(lore: FlowLore, random: Random): TestStart['session'] {
  const made = makeValue(lore.variable(SESSION_NAME), random);
  const { channel, version } = isJsonObject(made) ? made : {};
  const isVersion = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  return {
    channel: toFact(channel) ?? 'test',
    version: isVersion ? version : null,
  };
}

function makeContact(lore: FlowLore, random: Random): TestContact {
  const made = makeValue(lore.variable(CONTACT_NAME), random);
  const { address, name, locale, attributes } = isJsonObject(made) ? made : {};
  return {
    address: toFact(address) ?? '+4915112345678',
    name: toFact(name),
    locale: toFact(locale)?.slice(0, 64) ?? null,
    attributes: isJsonObject(attributes) ? attributes : {},
  };
}

function toFact(value: Json | undefined): string | null {
  return typeof value === 'string' ? value.slice(0, MAX_FACT_CHARS) : null;
}

function makeHours(random: Random): Json {
  return [{ timeZone: 'UTC', week: random.chance(0.5) ? ALWAYS : NEVER, closed: [] }];
}

/** The variable `trigger` of a session that one of the flow's triggers starts, or a message. */
function makeTrigger(lore: FlowLore, random: Random): JsonObject {
  const read = lore.variable(TRIGGER_VARIABLE);
  const trigger = random.chance(0.75) ? random.pick(lore.flow.triggers) : undefined;
  const text = makeText(lore, random);
  if (!trigger) return { type: 'message', text };
  const made = makeValue(read, random);
  const known = typeof made === 'object' && made !== null && !Array.isArray(made) ? made : {};
  return { ...known, text, ...toFields(trigger, known) };
}

function toFields(trigger: Trigger, { payload = null, values = {} }: JsonObject): JsonObject {
  switch (trigger.type) {
    case 'intent':
      return { type: 'intent', name: trigger.name };
    case 'event':
      return { type: 'event', name: trigger.event, payload };
    case 'form':
      return { type: 'form', form: trigger.code, values, context: {} };
  }
}

function makeText({ words, heard }: FlowLore, random: Random): string {
  return String(random.pick([...heard.constants, ...words, 'hello', '']) ?? '');
}
