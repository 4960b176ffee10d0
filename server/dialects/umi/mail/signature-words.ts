/* The lines by which signatures begin, in the languages that are usual. */

/** "-- " as in RFC 3676, and what mail programs write instead. */
export const SEPARATOR_LINE = /^\s*(?:--|—|_{5,})\s*$/u;

const DEVICE = [
  'sent from my|sent from (?:outlook|mail|yahoo|proton)|sent via|get outlook for|gesendet von|von meinem|gesendet mit',
  'envoyé de mon|envoyé depuis|envoyé à partir de|enviado desde|enviado do|enviado de|inviato da|verzonden vanaf',
  'verstuurd vanaf|verzonden met|skickat från|skickades från|sendt fra|lähetetty|wysłane z|odesláno z|отправлено с',
  'أرسلت من|मेरे .{1,30} से भेजा|发自我的|寄自我的|iphoneから送信|androidから送信|나의 iphone에서 보냄',
].join('|');

/** "Sent from my iPhone". */
export const DEVICE_LINE = new RegExp(`^\\s*(?:${DEVICE})`, 'iu');

const CLOSINGS = [
  'best regards|kind regards|warm regards|regards|best wishes|cheers|sincerely|yours sincerely|yours faithfully',
  'yours truly|many thanks|thanks and regards|thanks & regards|mit freundlichen grüßen|mit freundlichen grüssen|mfg',
  'mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|liebe grüße|schöne grüße|lg|vg|cordialement',
  'bien cordialement|sincères salutations|bien à vous|bonne journée|bonne soirée|saludos|un saludo',
  'saludos cordiales|un cordial saludo|atentamente|atenciosamente|cumprimentos|com os melhores cumprimentos|abraços',
  'cordiali saluti|distinti saluti|saluti|un saluto|met vriendelijke groet|met vriendelijke groeten|vriendelijke groeten',
  'groeten|groetjes|mvg|ystävällisin terveisin|terveisin|parhain terveisin|med vänliga hälsningar|vänliga hälsningar',
  'hälsningar|mvh|med venlig hilsen|venlig hilsen|med vennlig hilsen|hilsen|pozdrawiam|z poważaniem|serdecznie pozdrawiam',
  's pozdravem|с уважением|مع تحياتي|تحياتي|مع أطيب التحيات|सादर|धन्यवाद सहित|此致|祝好|敬具|よろしくお願いします|以上',
].join('|');

/** A line that is only "Best regards". */
export const CLOSING_LINE = new RegExp(`^\\s*(?:${CLOSINGS})\\s*[,.!，、。]?\\s*$`, 'iu');
