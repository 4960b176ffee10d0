import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReply } from './find-reply';

const QUOTE = '> Which one?\n> 1. Red\n> 2. Blue';

/** A mail without a reply is returned as it came, every other one normalized. */
const longest = (mail: string) => Math.max(mail.length, mail.normalize('NFC').length);

describe('the reply in a mail (mail/reply)', () => {
  it.each([
    ['Yes please', 'Yes please'],
    ['Yes please\r\n-- \r\nJane', 'Yes please'],
    ['Yes please\n--\nJane Doe\nExample Ltd\n+44 20 7946 0958', 'Yes please'],
    ['Yes please\n—\nJane', 'Yes please'],
    [`Yes please\n\n${QUOTE}`, 'Yes please'],
    ['2\n\nSent from my iPhone', '2'],
    ['2\n\nVon meinem iPhone gesendet', '2'],
    ['2\n\nEnvoyé de mon iPhone', '2'],
    ['Yes please\n\nBest regards,\nJane Doe\nExample Ltd', 'Yes please'],
    ['Ja\n\nMit freundlichen Grüßen\nJane Doe', 'Ja'],
    ['Ja\n\nMit freundlichen Gru\u0308ßen\nJane Doe', 'Ja'],
    ['Oui\n\nCordialement,\nJane', 'Oui'],
    ['Kyllä\n\nYstävällisin terveisin\nJane', 'Kyllä'],
    ['第一个\n\n此致\nJane', '第一个'],
    ['Red\n\nBlue\n', 'Red\n\nBlue'],
  ])('%j is %j', (mail, reply) => {
    expect(findReply(mail)).toBe(reply);
  });

  it.each([
    'On Fri, Apr 3, 2026 at 10:00 AM Jane Doe <jane@example.com> wrote:',
    'On 3 Apr 2026, at 10:00, Jane Doe <jane@example.com> wrote:',
    'On Fri, Apr 3, 2026 at 10:00 AM Jane Doe\n<jane@example.com> wrote:',
    'On Fri, Apr 3, 2026 at 10:00 AM Jane Doe <jane@example.com>\nwrote:',
    '---- On Fri, 03 Apr 2026 10:00:00 +0200 Jane<jane@example.com> wrote ----',
    'Am Fr., 3. Apr. 2026 um 10:00 Uhr schrieb Jane Doe <jane@example.com>:',
    'Am Fr., 3. Apr. 2026 um 10:00 Uhr schrieb Jane Doe <\njane@example.com>:',
    'Am 03.04.2026 um 10:00 schrieb Jane:',
    'Le ven. 3 avr. 2026 à 10:00, Jane Doe <jane@example.com> a écrit :',
    'El vie, 3 abr 2026 a las 10:00, Jane (<jane@example.com>) escribió:',
    'Em sex., 3 de abr. de 2026 às 10:00, Jane <jane@example.com> escreveu:',
    'Il giorno ven 3 apr 2026 alle ore 10:00 Jane <jane@example.com> ha scritto:',
    'Op vr 3 apr 2026 om 10:00 schreef Jane <jane@example.com>:',
    'Den fre 3 apr. 2026 kl 10:00 skrev Jane <jane@example.com>:',
    'pe 3. huhtik. 2026 klo 10.00 Jane (jane@example.com) kirjoitti:',
    'pt., 3 kwi 2026 o 10:00 Jane <jane@example.com> napisał(a):',
    'W dniu 3.04.2026 o 10:00, Jane pisze:',
    'пт, 3 апр. 2026 г. в 10:00, Jane <jane@example.com>:',
    'في الجمعة، 3 أبريل 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Jane <\u202ajane@example.com\u202c>:',
    'शुक्र, 3 अप्रैल 2026 को 10:00 बजे Jane <jane@example.com> ने लिखा:',
    'Jane <jane@example.com> 于2026年4月3日周五 10:00写道：',
    '2026年4月3日(金) 10:00 Jane <jane@example.com>:',
    'From: Jane Doe <jane@example.com>\nSent: Friday, 3 April 2026 10:00\nTo: Bob\nSubject: Color',
    '*From:* Jane Doe <jane@example.com>\n*Sent:* Friday, 3 April 2026 10:00',
    'Von: Jane Doe\nGesendet: Freitag, 3. April 2026 10:00\nAn: Bob\nBetreff: Farbe',
    'De : Jane Doe\nEnvoyé : vendredi 3 avril 2026 10:00\nÀ : Bob\nObjet : Couleur',
    '发件人: Jane\n发送时间: 2026年4月3日 10:00\n收件人: Bob\n主题: 颜色',
    '-----Original Message-----\nFrom: Jane',
    '-----Ursprüngliche Nachricht-----\nVon: Jane',
    '------------------ 原始邮件 ------------------\nJane',
    '________________________________\nFrom: Jane',
  ])('ends above %j, with and without marks', (header) => {
    expect(findReply(`Yes please\n\n${header}\n\nWhich one?\n1. Red`)).toBe('Yes please');
    expect(findReply(`Yes please\n${header}\n${QUOTE}`)).toBe('Yes please');
    expect(findReply(`Yes please\r\n\r\n${header.replaceAll('\n', '\r\n')}\r\n\r\nRed`)).toBe('Yes please');
  });

  it('may stand below or between quotes', () => {
    const header = 'On Fri, Apr 3, 2026 at 10:00 AM Jane <jane@example.com> wrote:';
    expect(findReply(`${header}\n\n${QUOTE}\n\nYes please\n-- \nJane`)).toBe('Yes please');
    expect(findReply(`> Red?\nYes\n> Blue?\nNo`)).toBe('Yes\nNo');
  });

  it.each([
    '> 5',
    '-- \nJane',
    'On 3 April 2026 Jane wrote:\nhello',
    'Best regards,\nJane',
    'From: Berlin\nTo: Paris\nDate: 3 April',
    'Please book.\nFrom: Berlin\nTo: Paris',
    'My order:\n2 apples',
    'On Monday I want:\n1. Red',
    'I wrote: no',
    'Good\nCheers',
    'Order 2026 please',
    'a -- b',
    'https://example.com/--',
  ])('is the complete mail: %j', (mail) => {
    expect(findReply(mail)).toBe(mail);
  });

  it('is never empty and comes from the mail, whatever that is', () => {
    const line = fc.constantFrom(
      'Yes',
      '',
      '> q',
      '-- ',
      'On 3 April 2026',
      'wrote:',
      'x@y.z>:',
      'Regards',
      'From: a@b.c',
      'To: x',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 20 }),
        (lines) => {
          const mail = lines.join('\n');
          const reply = findReply(mail);
          if (mail.trim() !== '') expect(reply.trim()).not.toBe('');
          expect(findReply(reply).length).toBeLessThanOrEqual(longest(reply));
          expect(reply.length).toBeLessThanOrEqual(longest(mail));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  // A backtracking pattern would exceed the time limit of the test.
  it.each([
    '\n',
    '>',
    '> x\n',
    'On ',
    'wrote:\n',
    'On 1\n',
    'a@b>:\n',
    '-',
    '--\n',
    'From: a@b\n',
    ' ',
    ': ',
    'Op 1 schreef ',
    'Regards\n',
  ])('is found in linear time: %j (mail/linear)', (piece) => {
    const mail = `Yes\n${piece.repeat(1_000_000 / piece.length)}`;
    expect(findReply(mail).length).toBeLessThanOrEqual(mail.length);
  });
});
