/** The frame of every page: its head, its style, and what it may load, which is nothing. */
import { assert } from '../../../sim/base/assert.js';
import { Markup, markup } from './markup.js';
import { style } from './style.js';

/** A page. */
export interface Page {
  readonly title: string;
  /** What stands inside of `main`. */
  readonly body: Markup;
  /** A script of ours; null for none. */
  readonly program: string | null;
}

/** The whole document. */
export function renderPage({ title, body, program }: Page): string {
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${program === null ? staticPolicy : programPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} - quarrel</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#report">To the report</a>
<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>${patterns}</defs></svg>
<main id="report" tabindex="-1">
${body}</main>
<footer><p>Made by quarrel, a deterministic simulator of replicated databases. This file is complete: it
loads nothing.</p></footer>
${program === null ? null : scriptOf(program)}</body>
</html>
`.text;
}

const staticPolicy = "default-src 'none'; style-src 'unsafe-inline'";
const programPolicy =
  `${staticPolicy}; script-src 'unsafe-inline' blob:; worker-src blob:; img-src data:; connect-src 'none'`;

const patterns = markup`<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"
patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="8"/></pattern>
<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><circle cx="2" cy="2"
r="1.2"/></pattern>`;

function scriptOf(program: string): Markup {
  assert(!/<\/script|<!--/i.test(program), 'a script that ends itself inside of a string');
  return new Markup(`<script>${program}</script>\n`);
}
