/**
 * Where a value of a conversation can get to: the person themselves (message), a member (person), the contact that is stored, an HTTP
 * call, a model, an event, the output of the flow, or another flow.
 */
export type PersonalTarget =
  | 'message'
  | 'person'
  | 'contact'
  | 'call'
  | 'model'
  | 'event'
  | 'output'
  | 'flow';

/** A field of a node that personal data can get to; `path` is a JSON pointer into the definition. */
export type PersonalPlace = {
  target: PersonalTarget;
  /** The tagged variables, and fields of the contact such as `contact.name`, whose values can get there. */
  names: string[];
  nodeId: string;
  path: string;
  /** The flow that they are given to, and where they can get to from there; null if that is unknown. */
  flow?: { slug: string; reaches: PersonalTarget[] | null };
};

/** Where the value of a variable that a flow is given can get to, in it and in the flows that it calls. */
export type Reach = { targets: readonly PersonalTarget[]; variables: readonly string[] };
