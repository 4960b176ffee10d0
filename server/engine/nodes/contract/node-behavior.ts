import type { AnswerIssue, Reply } from '../../answers/answer-behavior';
import type { InputWait } from '../../answers/dialogue';
import type { Compiler } from '../../compile/compiler';
import type { FlowDefinition } from '../../definition';
import type { NodeKind, NodeOf } from '../../definition/node';
import type { NodeProblem } from '../../definition/problem';
import type { Rendering } from '../../rendering/rendering';
import type { NodeContext } from './node-context';
import type { NodeResult, ResumeInputOf, ResumeInputType } from './node-result';

/** A compiled node: a handler for when the flow enters it, and one for each input that resumes it. */
export type NodeHandlers = {
  enter(context: NodeContext): NodeResult;
  /** Validates a reply to a question without accepting it. */
  checkReply?(reply: Reply, wait: InputWait, rendering: Rendering): AnswerIssue[];
  resume?: { [T in ResumeInputType]?: (input: ResumeInputOf<T>, context: NodeContext) => NodeResult };
};

/**
 * A named exit. If `expected`, leaving it unwired is reported as a warning, with the consequence `unwired`; by default
 * the flow ends there.
 */
export type Exit = { name: string; expected: boolean; unwired?: string };

/**
 * The kind of event that a node waits for: nothing, the result of a call, or an external event such as an input or a timer.
 */
export type WaitsFor = 'nothing' | 'call' | 'external';

/** The engine's implementation of one node kind. */
export type NodeBehavior<K extends NodeKind> = {
  waitsFor: WaitsFor;
  /** The exit of a failure, which a handler for errors takes if it is not wired. */
  failsBy?: string;
  /** Exits that a flow takes a bounded number of times in a row, such as the body of a loop. */
  boundedExits?: readonly string[];
  exits(node: NodeOf<K>): Exit[];
  /** The variables that the node sets. */
  assigns?(node: NodeOf<K>): string[];
  /** Problems that the schema cannot express; `flow` is the definition of the node. */
  check?(node: NodeOf<K>, flow: Pick<FlowDefinition, 'locale'>): NodeProblem[];
  compile(node: NodeOf<K>, compiler: Compiler): NodeHandlers;
};

export const NEXT: readonly Exit[] = [{ name: 'next', expected: false }];
