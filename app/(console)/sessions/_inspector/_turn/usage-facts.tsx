import type { ModelUsage } from '@/server/engine/protocol';
import type { TokenUsage } from '@/server/services/session/view';

/** The tokens of a model's reply, and their cost where it is known. */
export function UsageFacts({ usage }: { usage: ModelUsage | TokenUsage }) {
  const { model, prompt_tokens: asked, completion_tokens: replied } = usage;
  const cost = 'cost_usd' in usage ? usage.cost_usd : undefined;
  return (
    <p className="tabular text-ink-2 text-xs">
      <span className="font-mono">{model}</span>
      {` · ${asked.toLocaleString('en')} tokens in, ${replied.toLocaleString('en')} out`}
      {cost !== undefined && (cost === null ? ' · no price for this model' : ` · ${formatCost(cost)}`)}
    </p>
  );
}

function formatCost(dollars: number): string {
  return `$${dollars.toFixed(dollars < 0.01 ? 6 : 4)}`;
}
