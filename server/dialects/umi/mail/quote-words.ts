/* The words by which mail programs introduce what they quote, in the languages that are usual. */

/** Verbs of "On 3 April, Jane wrote:". */
const VERBS = [
  'wrote|schrieb|schreef|a écrit|escribió|ha scritto|escreveu|skrev|kirjoitti|napsal|napsala|pisze|написал|написала',
  'пишет|пише|yazdı|تمت كتابة ما يلي بواسطة|ezt írta|a scris|έγραψε|כתב|كتب|كتبت|ने लिखा',
].join('|');
const SIGN_VERBS = '写道|寫道|書きました|のメッセージ|작성|napisał|napsal\\(a\\)';

export const VERB = new RegExp(`(?<!\\p{L})(?:${VERBS})(?!\\p{L})|${SIGN_VERBS}`, 'iu');

/** First words of "On 3 April, Jane wrote:". */
export const OPENER =
  /^[\s*_-]*(?:(?:on|am|le|el|il|em|op|den|dne|w dniu|dnia|på|pe|la|στις|в)\s|在|於|于|في|בתאריך)/iu;

const FROM = 'from|von|de|da|van|från|fra|lähettäjä|od|от|kimden|من|प्रेषक|发件人|寄件者|差出人|보낸 사람';
const SUBJECT =
  'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|тема|konu|الموضوع|विषय|主题|主旨|件名|제목';
const OTHER = [
  'sent|date|to|cc|gesendet|datum|an|envoyé|à|enviado|fecha|para|data|a|inviato|verzonden|aan|skickat|till|sendt|til',
  'dato|lähetetty|vastaanottaja|päivä|wysłano|do|odesláno|komu|отправлено|дата|кому|tarih|kime|إلى|التاريخ|प्रति',
  '发送时间|日期|收件人|寄件日期|收件者|送信日時|日付|宛先|보낸 날짜|받는 사람',
].join('|');

/** "From: Jane", the first line of quoted mail headers. */
export const FROM_LINE = toHeaderLine(FROM);
export const SUBJECT_LINE = toHeaderLine(SUBJECT);
/** "Sent: 3 April", a further line of quoted mail headers. */
export const HEADER_LINE = toHeaderLine(`${SUBJECT}|${OTHER}`);

function toHeaderLine(names: string): RegExp {
  return new RegExp(`^\\s*\\*?(?:${names})\\s?[:：]\\*?\\s*\\S`, 'iu');
}

const ORIGINAL = [
  'original message|original appointment|forwarded message|reply message|ursprüngliche nachricht|originalnachricht',
  "weitergeleitete nachricht|message d'origine|message original|message transféré|mensaje original|mensaje reenviado",
  'messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|oorspronkelijk bericht',
  'doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande|oprindelig meddelelse|opprinnelig melding',
  'alkuperäinen viesti|välitetty viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|исходное сообщение',
  'الرسالة الأصلية|मूल संदेश|原始邮件|原始郵件|元のメッセージ|원본 메시지',
].join('|');

/** "-----Original Message-----". */
export const ORIGINAL_LINE = new RegExp(`^\\s*[-_=*]{2,}\\s*(?:${ORIGINAL})\\s*[-_=*]{0,}\\s*$`, 'iu');
