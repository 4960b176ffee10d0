import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import type { JsonObject } from '../../json';
import type { Shape } from './shape';

/** What is known of a node before it is played. */
export type NodeLore = {
  key: string;
  /** The slug of the called flow that it belongs to; empty in the tested flow. */
  slug: string;
  node: Node;
  /** The exits that it can take. */
  exits: readonly string[];
  /** The flows that its model may call, with the JSON Schemas of their inputs. */
  tools: readonly { flow: string; inputs: JsonObject | null }[];
  /** What the flow reads of the value that the node takes: of an answer, a response's body, a model's reply or an event. */
  shape: Shape;
  /** Examples of values among its own texts, such as CX12345. */
  words: readonly string[];
  /** The nodes whose answers decide the exit that it takes. */
  sources: ReadonlySet<string>;
  /** Whether the data that the session starts with decides it, too. */
  isFromStart: boolean;
};

/** What is known of a flow and of those that it calls before they are played. */
export type FlowLore = {
  flow: FlowDefinition;
  nodes: ReadonlyMap<string, NodeLore>;
  /** What the flow reads of the variable of this name. */
  variable(name: string): Shape;
  /** What the flow reads of the event of this name, which a handler takes. */
  handled(event: string): Shape;
  /** What the flow compares the last message with. */
  heard: Shape;
  /** The variables that only a caller sets. */
  given: readonly string[];
  /** Whether the flow reads the data of the visitor's page, its session, its contact, what started it, or opening hours. */
  reads: { visitor: boolean; session: boolean; contact: boolean; trigger: boolean; hours: boolean };
  /** What the flow and the flows that it calls read of the configuration. */
  config: Shape;
  /** All words of the flow that look like examples of values. */
  words: readonly string[];
};
