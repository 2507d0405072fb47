import { type Alias, type Document, LineCounter, parseDocument, visit } from 'yaml';
import { jsonErrorOffset } from './json-error.ts';

/** Where the reader of a file stopped, both from 1, and what it says of it. */
export interface SyntaxFault {
  line: number;
  column: number;
  detail: string;
}

export type ParsedDocument = { ok: true; content: unknown } | { ok: false; fault: SyntaxFault };

/** Reads a configuration file: JSON where the name says so, else YAML. */
export function parseConfigText(path: string, text: string): ParsedDocument {
  const content = text.replace(/^\uFEFF/, '');
  return path.toLowerCase().endsWith('.json') ? parseJson(content) : parseYaml(content);
}

function parseJson(text: string): ParsedDocument {
  const offset = jsonErrorOffset(text);
  if (offset === null) return { ok: true, content: JSON.parse(text) };
  const before = text.slice(0, offset).split('\n');
  const found = text[offset];
  return {
    ok: false,
    fault: {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      detail: found === undefined ? 'unexpected end of the file' : `unexpected ${JSON.stringify(found)}`,
    },
  };
}

function parseYaml(text: string): ParsedDocument {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const error = document.errors[0];
    if (error) return { ok: false, fault: fault(lines, error.pos[0], error.message) };
    const alias = aliasOfItself(document);
    if (alias) {
      const detail = `*${alias.source} stands within what it refers to`;
      return { ok: false, fault: fault(lines, alias.range?.[0] ?? 0, detail) };
    }
    return { ok: true, content: document.toJS() };
  } catch (cause) {
    return { ok: false, fault: fault(lines, 0, cause instanceof Error ? cause.message : 'unreadable') };
  }
}

/** What refers to itself has no end: nothing that reads or shows it would come to one. */
function aliasOfItself(document: Document.Parsed): Alias | null {
  let found: Alias | null = null;
  visit(document, {
    Alias(_key, alias, path) {
      const target = alias.resolve(document);
      if (!target || !path.includes(target)) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

function fault(lines: LineCounter, offset: number, detail: string): SyntaxFault {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col), detail };
}
