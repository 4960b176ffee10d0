import { describe, expect, it } from 'vitest';
import { converse, type Flow, textsOf } from '../../fixtures/converse';
import { LANGUAGES } from '../../locale/words/find-words';

const FLOW: Flow = {
  nodes: [
    {
      id: 'amount',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'number', min: 1 },
      variable: 'amount',
      exits: { next: 'sure' },
    },
    {
      id: 'sure',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: { type: 'confirm' },
      variable: 'sure',
      exits: { next: 'more' },
    },
    {
      id: 'more',
      kind: 'question',
      prompt: [{ type: 'text', text: '?' }],
      answer: {
        type: 'form',
        fields: [
          { name: 'note', label: 'N', required: false, answer: { type: 'text' } },
          { name: 'at', label: 'T', answer: { type: 'time' } },
        ],
      },
      variable: 'more',
      exits: { next: 'done' },
    },
    { id: 'done', kind: 'end', output: '{{ [amount, sure, more] }}' },
  ],
};

type Row = {
  notANumber: string;
  tooSmall: string;
  amount: string;
  yesAndNo: [yes: string, no: string];
  reply: [words: string, sure: boolean];
  skipHint: string;
  skip: string;
  noon: string;
};

const ROWS: Readonly<Record<string, Row>> = {
  en: {
    notANumber: 'Please answer with a number.',
    tooSmall: 'Please give a number of at least 1.',
    amount: '12.5',
    yesAndNo: ['Yes', 'No'],
    reply: ['Yep!', true],
    skipHint: 'N (send - to leave it out)',
    skip: 'SKIP',
    noon: 'Noon.',
  },
  de: {
    notANumber: 'Bitte antworten Sie mit einer Zahl.',
    tooSmall: 'Bitte geben Sie eine Zahl ab 1 ein.',
    amount: '12,5',
    yesAndNo: ['Ja', 'Nein'],
    reply: ['nö', false],
    skipHint: 'N (zum Überspringen bitte - senden)',
    skip: 'UBERSPRINGEN',
    noon: 'mittags',
  },
  fr: {
    notANumber: 'Veuillez répondre par un nombre.',
    tooSmall: 'Veuillez indiquer un nombre à partir de 1.',
    amount: '12,5',
    yesAndNo: ['Oui', 'Non'],
    reply: ['bien sur', true],
    skipHint: 'N (envoyez - pour passer)',
    skip: 'Passer',
    noon: 'midi',
  },
  es: {
    notANumber: 'Responda con un número.',
    tooSmall: 'Indique un número a partir de 1.',
    amount: '12,5',
    yesAndNo: ['Sí', 'No'],
    reply: ['no', false],
    skipHint: 'N (envíe - para omitirlo)',
    skip: 'omitir',
    noon: 'mediodia',
  },
  pt: {
    notANumber: 'Responda com um número.',
    tooSmall: 'Indique um número a partir de 1.',
    amount: '12,5',
    yesAndNo: ['Sim', 'Não'],
    reply: ['NÃO', false],
    skipHint: 'N (envie - para deixar em branco)',
    skip: 'pular',
    noon: 'meio-dia',
  },
  it: {
    notANumber: 'Risponda con un numero.',
    tooSmall: 'Indichi un numero non inferiore a 1.',
    amount: '12,5',
    yesAndNo: ['Sì', 'No'],
    reply: ['va bene', true],
    skipHint: 'N (per saltare, invii -)',
    skip: 'salta',
    noon: 'Mezzogiorno',
  },
  nl: {
    notANumber: 'Antwoord met een getal.',
    tooSmall: 'Vul een getal in vanaf 1.',
    amount: '12,5',
    yesAndNo: ['Ja', 'Nee'],
    reply: ['nee', false],
    skipHint: 'N (stuur - om over te slaan)',
    skip: 'overslaan',
    noon: "12 uur 's middags",
  },
  fi: {
    notANumber: 'Vastaa numerolla.',
    tooSmall: 'Anna luku, joka on vähintään 1.',
    amount: '12,5',
    yesAndNo: ['Kyllä', 'Ei'],
    reply: ['joo', true],
    skipHint: 'N (ohita lähettämällä -)',
    skip: 'ohita',
    noon: 'keskipäivä',
  },
  sv: {
    notANumber: 'Svara med ett tal.',
    tooSmall: 'Ange ett tal från 1 och uppåt.',
    amount: '12,5',
    yesAndNo: ['Ja', 'Nej'],
    reply: ['javisst', true],
    skipHint: 'N (skicka - för att hoppa över)',
    skip: 'hoppa over',
    noon: 'mitt på dagen',
  },
  pl: {
    notANumber: 'Proszę podać liczbę.',
    tooSmall: 'Proszę podać liczbę nie mniejszą niż 1.',
    amount: '12,5',
    yesAndNo: ['Tak', 'Nie'],
    reply: ['oczywiście', true],
    skipHint: 'N (aby pominąć, proszę wysłać -)',
    skip: 'pomiń',
    noon: 'południe',
  },
  ar: {
    notANumber: 'يرجى الإجابة برقم.',
    tooSmall: 'يرجى إدخال رقم لا يقل عن 1.',
    amount: '١٢٫٥',
    yesAndNo: ['نعم', 'لا'],
    reply: ['لا', false],
    skipHint: '\u2068N\u2069 (للتخطي يرجى إرسال -)',
    skip: 'تخطي',
    noon: 'الظهر',
  },
  hi: {
    notANumber: 'कृपया संख्या में उत्तर दें।',
    tooSmall: 'कृपया 1 या उससे बड़ी संख्या लिखें।',
    amount: '१२.५',
    yesAndNo: ['हाँ', 'नहीं'],
    reply: ['जी हाँ', true],
    skipHint: 'N (छोड़ने के लिए - भेजें)',
    skip: 'छोड़ें',
    noon: 'दोपहर',
  },
  zh: {
    notANumber: '请用数字回答。',
    tooSmall: '请输入不小于 1 的数字。',
    amount: '１２.５',
    yesAndNo: ['是', '否'],
    reply: ['好的', true],
    skipHint: 'N（发送 - 可跳过）',
    skip: '跳过',
    noon: '中午',
  },
  ja: {
    notANumber: '数字でお答えください。',
    tooSmall: '1 以上の数字を入力してください。',
    amount: '１２.５',
    yesAndNo: ['はい', 'いいえ'],
    reply: ['違います', false],
    skipHint: 'N（省略するには - を送信してください）',
    skip: 'スキップ',
    noon: '正午',
  },
};

describe('a conversation', () => {
  it('has a row for each language', () => {
    expect(Object.keys(ROWS).sort()).toEqual([...LANGUAGES.keys()].sort());
  });

  it.each(Object.entries(ROWS))('speaks and understands %s', (locale, row) => {
    const conversation = converse({ ...FLOW, locale });
    conversation.start();
    expect(textsOf(conversation.say('?'))).toEqual([row.notANumber]);
    expect(textsOf(conversation.say('0'))).toEqual([row.tooSmall]);
    const [yes, no] = row.yesAndNo;
    expect(conversation.say(row.amount).messages.at(-1)).toMatchObject({
      text: `?\n1. ${yes}\n2. ${no}`,
      expected: { choices: [{ label: yes }, { label: no }] },
    });
    const [words, sure] = row.reply;
    expect(textsOf(conversation.say(words))).toEqual([`?\n${row.skipHint}`]);
    expect(textsOf(conversation.say(row.skip))).toEqual(['T']);
    expect(conversation.say(row.noon).state.output).toEqual([12.5, sure, { note: null, at: '12:00' }]);
  });

  it.each(Object.entries(ROWS))('understands English in %s', (locale, { amount }) => {
    const conversation = converse({ ...FLOW, locale });
    conversation.start();
    conversation.say(amount);
    conversation.say('yes');
    conversation.say('skip');
    expect(conversation.say('noon').state.output).toMatchObject([12.5, true, { note: null }]);
  });

  it('notes in the trace in which language a word was understood', () => {
    const conversation = converse({ ...FLOW, locale: 'fr' });
    conversation.start();
    conversation.say('1');
    expect(conversation.say('ouais').trace.steps[0]).toMatchObject({
      answer: { accepted: true, value: true, matchedBy: 'folded' },
      note: 'Read "ouais" as "yes" in "fr".',
    });
    expect(conversation.say('passer').trace.steps[0]?.note).toBe('Read "passer" as "skip" in "fr".');
  });

  it('asks again where a word means something else than in English', () => {
    const conversation = converse({ ...FLOW, locale: 'pl' });
    conversation.start();
    conversation.say('1');
    expect(textsOf(conversation.say('No.'))[0]).toBe('Proszę odpowiedzieć: Tak lub Nie.\n1. Tak\n2. Nie');
    // A button sends the value of its choice.
    expect(conversation.say('no').trace.steps[0]?.answer).toEqual({
      accepted: true,
      value: false,
      matchedBy: 'value',
    });
  });
});
