import { Fragment, type ReactNode } from 'react';
import type { Inline } from './parse-inline';
import { type Block, parseMarkdown } from './parse-markdown';

/** Markdown as a person sees it: a safe subset made of elements, never of HTML. */
export function Markdown({ text }: { text: string }) {
  return <div className="space-y-2">{parseMarkdown(text).map(renderBlock)}</div>;
}

// The parts of a text have no identity but their place.
function renderBlock(block: Block, index: number): ReactNode {
  const key = String(index);
  switch (block.type) {
    case 'paragraph':
      return <p key={key}>{renderAll(block.children)}</p>;
    case 'heading':
      return (
        <p key={key} className="font-semibold">
          {renderAll(block.children)}
        </p>
      );
    case 'list':
      return (
        <ol
          key={key}
          start={block.start}
          className={block.ordered ? 'list-decimal space-y-0.5 pl-5' : 'list-disc space-y-0.5 pl-5'}
        >
          {block.items.map((item, at) => (
            <li key={String(at)}>{renderAll(item)}</li>
          ))}
        </ol>
      );
    case 'quote':
      return (
        <blockquote key={key} className="border-line-strong border-l-2 pl-3 text-ink-2">
          {renderAll(block.children)}
        </blockquote>
      );
    case 'code':
      return (
        <pre key={key} className="whitespace-pre-wrap rounded-sm bg-subtle px-2 py-1.5 font-mono text-xs">
          {block.text}
        </pre>
      );
    case 'rule':
      return <hr key={key} />;
  }
}

function renderAll(nodes: readonly Inline[]): ReactNode {
  return nodes.map((node, index) => <Fragment key={String(index)}>{renderInline(node)}</Fragment>);
}

function renderInline(node: Inline): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return <code className="rounded-sm bg-subtle px-1 font-mono text-xs">{node.text}</code>;
    case 'strong':
      return <strong className="font-semibold">{renderAll(node.children)}</strong>;
    case 'emphasis':
      return <em>{renderAll(node.children)}</em>;
    case 'deleted':
      return <del>{renderAll(node.children)}</del>;
    case 'link':
      return (
        <a
          href={node.href}
          target="_blank"
          rel="noreferrer noopener"
          className="text-accent underline underline-offset-2"
        >
          {renderAll(node.children)}
        </a>
      );
    case 'break':
      return <br />;
  }
}
