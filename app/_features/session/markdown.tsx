import { Fragment, type ReactNode } from 'react';
import { type MarkdownNode, parseMarkdown } from './parse-markdown';

/** Markdown as React elements, never as HTML. */
export default function Markdown({ text }: { text: string }) {
  return <div className="space-y-2">{renderAll(parseMarkdown(text))}</div>;
}

// The parts of a text have no identity but their index.
function renderAll(nodes: readonly MarkdownNode[]): ReactNode {
  return nodes.map((node, index) => <Fragment key={String(index)}>{renderNode(node)}</Fragment>);
}

function renderNode(node: MarkdownNode): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'rule':
      return <hr />;
    case 'code':
      return <code className="rounded-sm bg-subtle px-1 font-mono text-xs">{node.text}</code>;
    case 'block-code':
      return (
        <pre className="whitespace-pre-wrap rounded-sm bg-subtle px-2 py-1.5 font-mono text-xs">
          {node.text}
        </pre>
      );
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
    case 'numbers':
      return (
        <ol start={node.start} className="list-decimal space-y-0.5 pl-5">
          {renderAll(node.children)}
        </ol>
      );
    default:
      return renderContainer(node.type, renderAll(node.children));
  }
}

type Container = Exclude<Extract<MarkdownNode, { children: unknown }>['type'], 'link' | 'numbers'>;

function renderContainer(type: Container, children: ReactNode): ReactNode {
  switch (type) {
    case 'paragraph':
      return <p>{children}</p>;
    case 'heading':
      return <p className="font-semibold">{children}</p>;
    case 'quote':
      return (
        <blockquote className="space-y-2 border-line-strong border-l-2 pl-3 text-ink-2">
          {children}
        </blockquote>
      );
    case 'bullets':
      return <ul className="list-disc space-y-0.5 pl-5">{children}</ul>;
    case 'item':
      return <li>{children}</li>;
    case 'strong':
      return <strong className="font-semibold">{children}</strong>;
    case 'emphasis':
      return <em>{children}</em>;
    case 'deleted':
      return <del>{children}</del>;
  }
}
