import type { AnswerIssue, Reply } from '../../answers/answer-behavior';
import type { InputWait } from '../../answers/dialogue';
import type { Compiler } from '../../compile/compiler';
import type { NodeKind, NodeOf } from '../../definition/node';
import type { NodeProblem } from '../../definition/problem';
import type { Rendering } from '../../rendering/rendering';
import type { NodeContext } from './node-context';
import type { NodeResult, ResumeInputOf, ResumeInputType } from './node-result';

/** A compiled node: what it does when the flow comes to it, and for each input that may wake it. */
export type NodeHandlers = {
  enter(context: NodeContext): NodeResult;
  /** For a node that asks: what would be wrong with a reply, without taking it. */
  checkReply?(reply: Reply, wait: InputWait, rendering: Rendering): AnswerIssue[];
  resume?: { [T in ResumeInputType]?: (input: ResumeInputOf<T>, context: NodeContext) => NodeResult };
};

/** A named way out. `expected`: leaving it unwired is probably a slip. */
export type Exit = { name: string; expected: boolean };

/** Whether a node lets the flow rest: not at all, while a call is made, or until someone or something acts. */
export type WaitsFor = 'nothing' | 'call' | 'external';

/** Everything the engine knows of one kind of node. */
export type NodeBehavior<K extends NodeKind> = {
  waitsFor: WaitsFor;
  /** Ways out that are taken a bounded number of times in a row, whatever the author wires. */
  boundedExits?: readonly string[];
  exits(node: NodeOf<K>): Exit[];
  /** The variables that the node sets. */
  assigns?(node: NodeOf<K>): string[];
  /** What its schema cannot say. */
  check?(node: NodeOf<K>): NodeProblem[];
  compile(node: NodeOf<K>, compiler: Compiler): NodeHandlers;
};

export const NEXT: readonly Exit[] = [{ name: 'next', expected: false }];
