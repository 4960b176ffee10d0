/** A rule that a schema cannot say, and the words with which the document of its operation says it. */
export type FurtherRule = {
  /** Operations by name, as "POST /path/{id}". */
  operations: RegExp;
  /** Recognizes the refusal by its body. */
  refusal: RegExp;
  /** Stands in the document of the operation. */
  words: RegExp;
};

const EVERY = /./;

export const FURTHER_RULES: readonly FurtherRule[] = [
  {
    operations: EVERY,
    refusal: /NUL|surrogate|__proto__|nested deeper|cannot be stored|cannot be kept exactly/,
    words: /NUL, unpaired surrogates, keys named `__proto__`, JSON nested deeper than 64/,
  },
  {
    operations: / \/api\/(public\/v1|v1\/engine)\//,
    refusal: /bytes of JSON/,
    words: /at most \d+ bytes of JSON/,
  },
  {
    operations: / \/cgw\//,
    refusal: /must be a (language tag|time zone)|must be a text of 1 to/,
    words: /an unknown one is refused/,
  },
  {
    operations: / \/api\/public\/v1\//,
    refusal: /publicKey/,
    words: /Required unless it is in/,
  },
  {
    operations: /POST \/api\/public\/v1\/forms/,
    refusal: /"field":"values/,
    words: /They must fit the schema of the form/,
  },
  {
    operations: /POST \/api\/(public\/v1\/chat\/messages|v1\/engine\/executions)/,
    refusal: /"field":"(input\.)?values/,
    words: /It must fit `expected/,
  },
  {
    operations: /POST \/rest\/v1\/broadcast\/instant$/,
    refusal: /must be given, or phoneNumber|identifier is missing/,
    words: /The id of the thread\. Default: the phone number/,
  },
  {
    operations: /POST \/rest\/v1\/broadcast\/instant\/segment/,
    refusal: /is not a segment of this channel|must have a name or an id/,
    words: /Id of a segment of this channel[^"]*one of the two is required/,
  },
  {
    operations: /POST \/rest\/v1\//,
    refusal: /must be a web address/,
    words: /Address of the file, http or https/,
  },
  {
    operations: /POST .*\/unified_messaging$/,
    refusal: /room_id|Enter a valid URL|reply_webhook_url/,
    words: /The room of the organization.*It must be a public HTTP address/,
  },
  {
    operations: /POST .*\/unified_messaging\/.*messages/,
    refusal: /same thread_id|UUID of a user|suggestion/,
    words: /the same for all messages of a request.*the id of a member.*Only for `user`/,
  },
  {
    operations: /GET \/api\/v1\/orgs/,
    refusal: /must be (the nextCursor|a cursor) of an earlier page/,
    words: /The nextCursor of the previous page/,
  },
  {
    operations: /\/flows\/(import|import-bundle|\{flowId\}\/tests)/,
    refusal: /"path":\[[^\]]*"tests"/,
    words: /each as \/schemas\/flow\.json describes it/,
  },
  {
    operations: /POST .*\/flows\/import$/,
    refusal: /must be 1 to 63 lower-case/,
    words: /used unless `slug` is given beside the file/,
  },
  {
    operations: /POST .*\/deliveries\/replay/,
    refusal: /must be the nextCursor/,
    words: /The nextCursor of the previous response/,
  },
  {
    operations: /\/api-keys/,
    refusal: /in the future|"path":\["(channelId|scopes|environment)"/,
    words: /When the key expires, in the future/,
  },
  {
    operations: /(POST|PATCH) .*\/channels/,
    refusal: /"path":\["(flowId|roomId|label|settings|webhookUrl|environment)"/,
    words: /flowrest: id or slug.*umi: where conversations are held.*Settings of this kind/,
  },
  {
    operations: /(POST|PATCH) .*\/contacts/,
    refusal:
      /must be a language tag|is the address of another contact|"path":\["attributes"|must be another contact|contact characters/,
    words: /A language tag|each the address of one contact|merged and deleted/,
  },
  {
    operations: /PUT .*\/connections\//,
    refusal: /"path":\["(name|kind|address|auth|headers|model)"/,
    words:
      /Headers carry no credentials, only a connection to a model has a default model, and a kind is never/,
  },
  {
    operations: /POST .*\/connections\//,
    refusal: /"path":\["path"/,
    words: /the path below the address to get, without/,
  },
  {
    operations: /\/environments/,
    refusal:
      /lower-case letters, digits and -|Every organization has|cannot be removed|Name each|Name a version|nothing before|no earlier version|is the one of/,
    words:
      /up to 32 lower-case letters, digits and -|each once|Production cannot be removed|Answers 400 if there was nothing before/,
  },
  {
    operations: /(POST|PATCH) .*\/rooms/,
    refusal: /"path":\["flowId"/,
    words: /required, except in the mode people, which has none/,
  },
  {
    operations: /\/flows/,
    refusal: /"path":\["draft"\]|must have name or definition/,
    words: /must be left out beside it/,
  },
  {
    operations: /GET .*\/coverage/,
    refusal: /must be (at most \d+ days before|after) `(to|from)`/,
    words: /before `to`, and at most \d+ days/,
  },
  {
    operations: /GET .*\/statistics/,
    refusal:
      /must be at most \d+ days before|must not be before `from`|needs `flowId`|must be the id of a channel/,
    words: /at most \d+ days before `to`.*needs `flowId`.*Id of a channel, or `api`/,
  },
  {
    operations: /POST .*\/breakpoints$/,
    refusal: /"path":\["(nodeId|calledFlow|condition|sessionId)"/,
    words: /The node and the called flow must be of the version, and the condition an expression/,
  },
  {
    operations: /POST .*\/test-node$/,
    refusal: /"path":\["nodeId"\]/,
    words: /Runs one `http` or `ai` node of the draft, or of the definition of the body/,
  },
  {
    operations: /\/flows\/import-bundle/,
    refusal: /is the slug of an earlier flow/,
    words: /Each slug once/,
  },
  {
    operations: /\/flows/,
    refusal: /must be a language tag/,
    words: /language tag/i,
  },
];
