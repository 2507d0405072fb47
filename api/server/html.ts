import type { Language } from '../house/index.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is only text, whatever it holds. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A page without scripts. What people typed has to be escaped before. */
export interface HtmlPage {
  language: Language;
  title: string;
  style: string;
  /** Further lines of the head, each with its end. */
  head?: string;
  body: string;
}

/** The document around a page that we make by ourselves. */
export function htmlDocument({ language, title, style, head = '', body }: HtmlPage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
