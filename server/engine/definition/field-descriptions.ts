import { en } from '../locale/words/en';
import { findWordKey, WORD_VALUES } from '../locale/words/word-keys';

/*
 * The descriptions of the fields of a definition, by name, or by name and the kind of the object where a name has several
 * meanings. They stand apart from the schemas, because most fields occur in several of them.
 */
const BY_NAME: Readonly<Record<string, string>> = {
  $schema: 'The URL of this JSON Schema, for editors; not evaluated.',
  format: 'The format of the definition.',
  description: 'A description for people; not evaluated.',
  locale: 'The BCP 47 language tag that decides how numbers, dates and telephone numbers are read.',
  timeZone:
    'The IANA time zone that decides days and times, such as Europe/Berlin, or a fixed offset such as +05:30.',
  languages: 'Further languages of the texts of the flow, as language tags.',
  variables: 'The variables of the flow.',
  triggers: 'What starts the flow besides its id.',
  handlers:
    'What leads to a node from anywhere in the flow. Handlers are looked at before an answer is judged.',
  on: 'What the handler takes: words that people write, an event, an invalid answer, a failed call whose failure is not wired, or silence.',
  to: 'The id of the node to which the handler leads.',
  afterwards:
    '`ask` comes back to the node that waited, which begins again; `drop` does not come back; default: ask.',
  start: 'The id of the first node.',
  nodes: 'The nodes of the flow.',
  name: 'The name, which is unique in its list.',
  default: 'The value at the start of a session; default: null. Strings may contain {{ expressions }}.',
  valueType:
    'What the values are; other values are reported as problems, and are not converted. Default: any value.',
  personal:
    'Whether the values are personal data; the places that they can get to are listed. Default: false.',
  public: "Whether a visitor's page may set the variable until the flow does; default: false.",
  type: 'Decides which other fields there are.',
  kind: 'The kind of the node; decides which other fields there are.',
  displayLabel: 'The label of the intent in a menu.',
  subtitle: 'The text below the title.',
  examples: 'Sentences that mean this.',
  requiredEntities: 'The names of the facts that the flow needs.',
  icon: 'The icon, which is passed to the page unchanged.',
  accentColor: 'The color, which is passed to the page unchanged.',
  styleVariant: 'The style, which is passed to the page unchanged.',
  isPinned: 'Whether the intent is pinned; passed to the page unchanged.',
  priority: 'Higher values are listed first.',
  event: 'The name of the event.',
  manual: 'Whether people may also start the flow by hand.',
  code: 'The name of the form in addresses.',
  title: 'The title.',
  submitLabel: 'The label of the button that sends the form or the answer, for clients that show one.',
  placeholder: 'A hint in the field in which people type, for clients that show one.',
  fields: 'The fields of the form, in order.',
  label: 'The label that people read.',
  required: 'Whether an answer is required; default: true.',
  answer: 'The answer that is accepted.',
  minLength: 'The smallest number of visible characters.',
  maxLength: 'The largest number of visible characters.',
  min: 'The smallest value.',
  max: 'The largest value.',
  integer: 'Whether only whole numbers are accepted.',
  region:
    "The region (ISO 3166, such as DE) of numbers without a country code; default: that of the flow's language.",
  order: "How 3/4/2026 is read; default: as in the flow's language. auto asks which date is meant.",
  choices: 'The choices, in order.',
  choicesFrom:
    'Choices from the entries of a list, before the others. They are evaluated once, when the question is asked.',
  'choicesFrom.list': 'An expression for the list.',
  'choicesFrom.value': 'An expression for the value of a choice; it sees the entry as item.',
  'choicesFrom.label': 'The label of a choice, whose expressions see the entry as item; default: the value.',
  'choicesFrom.max': 'The largest number of choices from the list; default: 50.',
  'choices.when': 'An expression; if it is not true when the question is asked, the choice is not offered.',
  value: 'The value.',
  contact: 'Changes of the contact, in order, after the assignments; later nodes read them.',
  field: 'name, locale, or an attribute as attributes.plan; the value null deletes it.',
  yes: 'The label for yes.',
  no: 'The label for no.',
  accept: 'The accepted media types and file name endings; default: all.',
  maxBytes: 'The largest size in bytes.',
  id: 'The id, which is unique in its list.',
  note: 'A note for authors; not evaluated.',
  position: 'The position on the canvas; not evaluated.',
  x: 'The horizontal position.',
  y: 'The vertical position.',
  layout: 'The frames and notes on the canvas; not evaluated.',
  frames: 'Areas with a title around nodes on the canvas.',
  notes: 'Notes for authors on the canvas.',
  color: 'The color on the canvas; default: gray for a frame, yellow for a note.',
  width: 'The width on the canvas.',
  height: 'The height on the canvas.',
  exits: 'The id of the next node by the name of each exit. An exit that is left out ends the flow.',
  messages: 'The messages to send, in order.',
  text: 'The text; may contain {{ expressions }}.',
  url: 'The address; may contain {{ expressions }}.',
  imageUrl: 'The address of an image.',
  buttons: 'The buttons, in order.',
  action: 'The action of the button.',
  phone: 'The telephone number to call.',
  cards: 'The cards, in order.',
  items: 'The list items, in order.',
  button: 'The button of the list item.',
  latitude: 'An expression for the latitude in degrees.',
  longitude: 'An expression for the longitude in degrees.',
  block: 'The block as its product names it.',
  product: 'The product that the block comes from.',
  content: 'The block as its product wrote it; kept, and not evaluated.',
  payload: 'JSON whose strings may contain {{ expressions }}.',
  fallback: 'The text for channels that do not know the payload.',
  prompt: 'The messages that ask the question, in order. Without any, the last message of the turn asks it.',
  variable: 'The variable that takes the result.',
  rules: 'Further conditions on the answer.',
  when: 'An expression that must be true.',
  message: 'The message that is sent if it is not.',
  rating: 'The scale on which statistics count the answer as a rating; default: it is not counted.',
  retries: 'The limit of invalid answers; default: none.',
  thenContinue:
    'Declares that the flow is meant to go on without an answer, so that `invalid` may lead where an answer leads; default: false.',
  noReply: 'When the exit `noReply` is taken.',
  after: 'The time without a reply.',
  amount: 'The number of units.',
  unit: 'The unit of time.',
  branches: 'The branches; each has an exit with its id.',
  assign: 'The assignments, in order.',
  connection: 'The name of a connection of the organization.',
  method: 'The HTTP method.',
  query: 'The query parameters by name.',
  headers: 'The request headers by name.',
  body: 'The body of the request.',
  contentType: 'The media type of the body; default: text/plain.',
  timeoutMs: 'The longest wait for the response, in milliseconds.',
  retry: 'How often the request is sent.',
  attempts: 'The largest number of attempts.',
  afterSending: 'Whether a POST or PATCH is repeated that the server may have received; default: false.',
  followRedirects: 'Whether up to 5 redirects are followed; by default a redirect takes the exit `failure`.',
  save: 'Assignments over `response`, which has `status`, `headers` and `body`, after a 2xx response.',
  apiKey: 'The API key, which is sent as a bearer token.',
  model: 'The name of the model.',
  system: 'The instructions for the model.',
  schema: 'A JSON Schema for the reply. If it is set, the parsed JSON is stored instead of the text.',
  temperature: 'The sampling temperature.',
  maxTokens: 'The largest number of tokens of the reply.',
  maxCompletionTokens:
    'The largest number of tokens of the reply and of reasoning; newer models take it instead of `maxTokens`.',
  parameters: 'Further parameters of the request by name, such as `top_p`.',
  stream: 'Whether clients can show the reply while the model writes it; not with `schema`; default: false.',
  history: 'Keeps the conversation with the model in a variable, and sends it before the message.',
  'history.variable': 'The variable that keeps the messages: a list of { role, content }.',
  keep: 'The largest number of messages that are kept; default: 20.',
  maxChars: 'The largest number of characters of the messages that are kept; default: 20,000.',
  tools: 'Flows that the model may call, with the inputs that they declare.',
  rounds: 'The largest number of requests to the model; default: 8.',
  tokens: 'The number of tokens after which the model is not asked again.',
  cost: 'The price in US dollars after which the model is not asked again.',
  keywords: 'Words that mean this.',
  destination: 'Where the conversation is transferred to.',
  wait: 'What the flow waits for.',
  duration: 'How long the flow waits.',
  time: 'The time at which the flow continues: 9:00, tomorrow 9:00, monday 9:00, 2030-12-31 10:00, also in the words of the language of the flow, or an expression.',
  match: 'An expression over `event`, the payload. Events for which it is not true are ignored.',
  interruptible:
    'Whether a new message of the person ends the call and takes the exit `interrupted`, on channels whose messages interrupt; default: false.',
  timeout: 'The longest wait for the event.',
  flow: 'The slug of the called flow, or `self` for the flow of the node.',
  mode: '`call` comes back and takes the exit `next`; `goto` goes on in the other flow and does not come back; default: call.',
  node: 'The id of the node at which the other flow begins; default: its start.',
  share:
    'Whether the other flow works on the variables of this one, by their names, instead of its own; default: false.',
  inputs: "Assignments to the called flow's variables.",
  outputs: 'Assignments over `output`, the output of the called flow.',
  weight: "The branch's share of the sessions, relative to the other branches.",
  list: 'An expression for the list.',
  item: 'The variable that takes each item.',
  index: 'The variable that takes the index of each item, from 0.',
  words: "Texts that are sent instead of the engine's own ones.",
  score: 'An expression for the confidence from 0 to 1.',
  output: 'The result of the flow for its caller; strings may contain {{ expressions }}.',
};

const BY_OWNER: Readonly<Record<string, string>> = {
  '.inputs':
    'A JSON Schema, of type object, of the variables that a start or a call gives. A start or a call that does not match is refused.',
  '.outputs': 'A JSON Schema of the output. The session fails if the flow ends with another one.',
  'silence.after': 'The time in which nobody writes.',
  'http.connection':
    'The name of a connection of the organization, which has the address, the way of signing in and further headers.',
  'http.url': 'The address, or with a connection the path below its address; may contain {{ expressions }}.',
  'ai.connection': 'The name of a connection to a model, instead of `url` and `apiKey`.',
  'ai.url': 'The URL of a chat completions endpoint.',
  'ai.model': 'The name of the model; default: that of the connection.',
  'ai.prompt':
    'The message to the model; may contain {{ expressions }}. With `history` and without `messages`, default: the last message of the user.',
  'ai.fallback': 'The server and model that are asked if a call of the first fails.',
  'ai.messages': 'An expression for earlier messages: a list of { role, content }. The newest 200 are sent.',
  'ai.limits': 'Bounds of all rounds with the model together; beyond them the flow takes the exit `limit`.',
  'intent.text': 'An expression for the text to classify; default: the last message of the user.',
  'intent.icon': 'The icon, which is passed to the page unchanged.',
  'json.value': 'JSON whose strings may contain {{ expressions }}.',
  'reply.value': 'The text that is sent as the reply.',
  'multi-choice.min': 'The smallest number of choices.',
  'multi-choice.max': 'The largest number of choices.',
  'rating.max': 'The highest rating.',
};

/** The description of a field of an object whose `kind` or `type` is `owner`; undefined for an unknown field. */
export function findFieldDescription(field: string, owner: string | null): string | undefined {
  const own = `${owner ?? ''}.${field}`;
  if (Object.hasOwn(BY_OWNER, own)) return BY_OWNER[own];
  return Object.hasOwn(BY_NAME, field) ? BY_NAME[field] : describeWord(field);
}

// The texts that a question may replace are described by the texts that they replace.
function describeWord(field: string): string | undefined {
  const word = findWordKey(field);
  if (word === null) return undefined;
  const phrase = en.says[word];
  const values = WORD_VALUES[word].map((value) => `{{ ${value} }}`);
  const replaced = `Sent instead of "${typeof phrase === 'string' ? phrase : phrase.other}"`;
  return values.length === 0
    ? `${replaced}; may contain {{ expressions }}.`
    : `${replaced}; may contain ${values.join(', ')} and other {{ expressions }}.`;
}
