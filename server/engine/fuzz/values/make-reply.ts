import type { FormField, SimpleAnswer } from '../../definition/answer';
import type { NodeOf } from '../../definition/node';
import type { TestStep } from '../../flow-test/test-document';
import type { Json, JsonObject } from '../../json';
import type { ExpectedChoice } from '../../outbound-message';
import type { FlowLore, NodeLore } from '../lore/lore';
import { makeStrange, vary } from './make-value';
import type { Random } from './random';
import { STRANGE_TEXTS } from './strange-texts';
import { toDay } from './to-day';

/** A question that is open: what it asks for, the choices that it offers, and the time (ms since 1970). */
type OpenQuestion = {
  lore: NodeLore;
  node: NodeOf<'question'>;
  offered: readonly ExpectedChoice[];
  at: number;
};

/** The longest text of a person. */
const MAX_CHARS = 4_000;
const FILLER = 'abcdefghij';

/** Makes a reply as the question wants it, from its own words, its choices, and what the flow compares it with. */
export function makeFittingReply(question: OpenQuestion, flow: FlowLore, random: Random): TestStep {
  const { node, offered } = question;
  const { answer } = node;
  if (answer.type === 'form')
    return { type: 'fill', values: makeForm(answer.fields, question, flow, random) };
  if (answer.type === 'file') return { type: 'say', text: '', value: makeFile(answer, random) };
  if (answer.type === 'multi-choice') return chooseSome(question, random);
  const choice = random.chance(0.85) ? random.pick(offered) : undefined;
  if (choice) return { type: 'choose', choice: random.chance(0.7) ? choice.label : choice.value };
  return { type: 'say', text: makeText(answer, question, flow, random) };
}

/** Makes a reply that no question of the kind expects. */
export function makeStrangeReply({ node }: OpenQuestion, flow: FlowLore, random: Random): TestStep {
  if (random.chance(0.1)) return { type: 'say', text: '', value: makeStrange(random) };
  if (node.answer.type === 'form' && random.chance(0.5)) {
    const [name, value] = [random.pick(node.answer.fields)?.name ?? 'name', makeStrange(random)];
    return { type: 'fill', values: random.chance(0.5) ? {} : { [name]: value } };
  }
  if (random.chance(0.2) && flow.words.length > 0)
    return { type: 'say', text: random.pick(flow.words) ?? '' };
  return { type: 'say', text: random.pick(STRANGE_TEXTS) ?? '' };
}

function chooseSome({ offered }: OpenQuestion, random: Random): TestStep {
  const taken = offered.filter(() => random.chance(0.5));
  const [first] = taken;
  if (!first) return { type: 'say', text: random.pick(['1', '1, 2', 'all', '-']) ?? '1' };
  return { type: 'choose', choice: taken.slice(0, 50).map(({ label }) => label) };
}

function makeForm(
  fields: readonly FormField[],
  question: OpenQuestion,
  flow: FlowLore,
  random: Random,
): JsonObject {
  const filled = fields.filter(({ required }) => required || random.chance(0.5));
  return Object.fromEntries(
    filled.map(({ name, answer }) => [name, makeFieldValue(name, answer, question, flow, random)]),
  );
}

function makeFieldValue(
  name: string,
  answer: SimpleAnswer,
  question: OpenQuestion,
  flow: FlowLore,
  random: Random,
): Json {
  const read = question.lore.shape.fields.get(name);
  const lore = { ...question.lore, ...(read && { shape: read }) };
  switch (answer.type) {
    case 'number':
    case 'rating':
      return Number(makeText(answer, { ...question, lore }, flow, random));
    case 'confirm':
      return random.chance(0.5);
    case 'choice':
      return random.pick(answer.choices)?.value ?? null;
    case 'multi-choice':
      return answer.choices.slice(0, Math.max(1, answer.min ?? 1)).map(({ value }) => value);
    case 'file':
      return makeFile(answer, random);
    default:
      return makeText(answer, { ...question, lore }, flow, random);
  }
}

function makeFile({ accept, maxBytes }: Extract<SimpleAnswer, { type: 'file' }>, random: Random): JsonObject {
  const kind = random.pick(accept ?? []) ?? 'image/png';
  const mime = kind.includes('/') ? kind.replace('*', 'png') : 'application/pdf';
  const name = kind.startsWith('.') ? `scan${kind}` : `scan.${mime.split('/')[1] ?? 'pdf'}`;
  return { url: `https://example.com/${name}`, name, mime, size: Math.min(1_000, maxBytes ?? 1_000) };
}

function makeText(answer: SimpleAnswer, question: OpenQuestion, flow: FlowLore, random: Random): string {
  const { lore, at } = question;
  const texts = listTexts(answer, lore, at, random);
  const constants = [...lore.shape.constants];
  if (answer.type === 'text' || random.chance(0.4)) {
    const constant = random.chance(0.6) ? random.pick(constants) : undefined;
    if (constant !== undefined)
      return toLength(String(random.chance(0.5) ? constant : vary(constant, random)), answer);
    if (answer.type === 'text' && random.chance(0.3)) return toLength(makeCode(constants, random), answer);
    if (random.chance(0.4)) return toLength(random.pick([...lore.words, ...flow.words]) ?? FILLER, answer);
  }
  return toLength(random.pick(texts) ?? FILLER, answer);
}

/** A text that begins with one of the constant texts and is as long as one of the constant numbers, such as CX11111. */
function makeCode(constants: readonly (string | number | boolean)[], random: Random): string {
  const start = String(random.pick(constants.filter((one) => typeof one === 'string' && one !== '')) ?? '');
  const lengths = constants.filter((one) => typeof one === 'number' && one > start.length && one < 100);
  const length = Number(random.pick(lengths) ?? start.length + 5);
  return start.padEnd(length, random.pick(['1', '7', 'A', '0123456789']) ?? '1');
}

/** Makes a text as long as the answer has to be. */
function toLength(text: string, answer: SimpleAnswer): string {
  const { minLength = 0, maxLength = MAX_CHARS } = answer.type === 'text' ? answer : {};
  return text.slice(0, maxLength).padEnd(Math.min(minLength, MAX_CHARS), FILLER);
}

function listTexts(answer: SimpleAnswer, { shape }: NodeLore, at: number, random: Random): string[] {
  switch (answer.type) {
    case 'number': {
      const { min = 0, max = min + 100 } = answer;
      return [min, max, Math.round((min + max) / 2), min + 1].map(String);
    }
    case 'email':
      return ['ada@example.com', 'ADA.LOVELACE+x@example.co.uk', 'ada@müller.example'];
    case 'url':
      return ['https://example.com/a?b=c', 'example.com'];
    case 'phone':
      return ['+49 30 1234567', '+1 212 555 0123', '0044 20 7946 0958'];
    case 'date': {
      const { min, max } = answer;
      const known = [min, max, ...shape.constants].filter((one) => typeof one === 'string');
      return [...known, 'today', 'tomorrow', ...[0, 1, 30, 365].map((days) => toDay(at, days))];
    }
    case 'time':
      return ['14:30', '00:00', '23:59', '9 am'];
    case 'rating':
      return Array.from({ length: answer.max }, (_, index) => String(index + 1));
    case 'confirm':
      return ['yes', 'no', 'y', 'nope'];
    case 'choice':
    case 'multi-choice':
      return ['1', '2', ...answer.choices.map(({ value }) => value)];
    default:
      return ['hello', 'I need help', 'Ada', `${random.below(100_000)}`, 'a', FILLER.repeat(3)];
  }
}
