import type { Explanation, Operand } from '@/server/engine/expression/explain';
import type { TraceStep } from '@/server/engine/protocol';

/** The conditions that a step evaluated, in order: those of its branches, or the rule that an answer breaks. */
export function listExplanations({ branches, answer }: TraceStep): Explanation[] {
  const rule = answer?.rule;
  return [...(branches ?? []).map(({ explanation }) => explanation), ...(rule ? [rule] : [])];
}

/**
 * The values that conditions were decided by, each once. Parts that are true or false are left out where the variables that
 * they read are known, and so is a condition that an earlier version recorded as its own operand.
 */
export function listOperands(explanations: readonly Explanation[]): Operand[] {
  const operands = new Map<string, Operand>();
  for (const { source, operands: own } of explanations) {
    const hasPath = own.some((operand) => isPath(operand.source));
    for (const operand of own) {
      const isTest = operand.source === source.trim() || (hasPath && typeof operand.value === 'boolean');
      if (isTest && !isPath(operand.source)) continue;
      if (!operands.has(operand.source)) operands.set(operand.source, operand);
    }
  }
  return [...operands.values()];
}

/** True for a variable or a member of one, whose value says the same as the condition. */
export function isPath(source: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*(?:\??\.[\p{L}_$][\p{L}\p{N}_$]*|\[[^\]]*\])*$/u.test(source.trim());
}
