/**
 * What the shipped catalogue offers, read line by line: a list of it is on the screen before a parser of YAML would
 * have been loaded. For documents that are laid out as the catalogue is, without aliases; anything else is read by
 * `listScenarios`, and a test holds that both say the same of the catalogue.
 */

/** One scenario of the catalogue as its lines say it. */
export interface OutlinedScenario {
  readonly name: string;
  readonly title: string;
  /** One paragraph. */
  readonly about: string;
  /** Systems that behave like this. */
  readonly systems: readonly string[];
  /** The heading that it stands under; empty where there is none. */
  readonly subject: string;
  /** How long its clients write, as the document says it; empty where it does not. */
  readonly duration: string;
  /** What decides about its conflicts, as the document says it, such as `resolve: or-set`. */
  readonly settings: readonly string[];
  /** Its expectations, each as its line says it. */
  readonly expects: readonly string[];
}

/** The scenarios of a catalogue in its order. */
export function outlineCatalogue(text: string): readonly OutlinedScenario[] {
  const found: OutlinedScenario[] = [];
  let subject = '';
  let name: string | null = null;
  let lines: string[] = [];
  const finish = () => {
    if (name !== null) found.push(outline(name, subject, lines));
    name = null;
    lines = [];
  };
  for (const line of text.split('\n')) {
    const [, heading] = /^ {2}# --- (.*?) -+$/.exec(line) ?? [];
    const [, key] = /^ {2}([^ #:][^:]*):$/.exec(line) ?? [];
    if (heading === undefined && key === undefined) {
      lines.push(line);
      continue;
    }
    finish();
    if (heading === undefined) name = key ?? null;
    else subject = heading;
  }
  finish();
  return found;
}

function outline(name: string, subject: string, lines: readonly string[]): OutlinedScenario {
  const systems = unquote(valueOf(lines, 'systems')).replace(/^\[(.*)\]$/, '$1');
  return {
    name,
    subject,
    title: unquote(valueOf(lines, 'title')) || name,
    about: paragraphOf(lines, 'about'),
    systems: systems === '' ? [] : systems.split(',').map((system) => unquote(system.trim())),
    duration: unquote(valueOf(lines, 'duration')),
    settings: settingsOf(lines),
    expects: linesBelow(lines, 'expect').filter((line) => /^[^#\s]/.test(line)).map(withoutComment),
  };
}

/** Keys whose values people look for by name, wherever in the scenario they stand. */
const setting = /(?:^|[{,\s])((?:strategy|resolve|detect|topology|timestamps|consistency): [a-z][\w-]*)/g;

function settingsOf(lines: readonly string[]): readonly string[] {
  const found = lines.flatMap((line) => [...withoutComment(line).matchAll(setting)].map(([, text = '']) => text));
  return [...new Set(found)];
}

/** What stands behind a key of the scenario. */
function valueOf(lines: readonly string[], key: string): string {
  const start = `    ${key}: `;
  const line = lines.find((one) => one.startsWith(start));
  return line === undefined ? '' : withoutComment(line.slice(start.length));
}

/** Folded text; the text itself where it stands on the line of its key. */
function paragraphOf(lines: readonly string[], key: string): string {
  const value = valueOf(lines, key);
  return value === '>' ? linesBelow(lines, key).join(' ').trim() : unquote(value);
}

/** The lines below a key that are indented further. */
function linesBelow(lines: readonly string[], key: string): readonly string[] {
  const first = lines.findIndex((line) => line.startsWith(`    ${key}:`)) + 1;
  if (first === 0) return [];
  const rest = lines.slice(first);
  const next = rest.findIndex((line) => /^ {0,4}\S/.test(line));
  return rest.slice(0, next < 0 ? rest.length : next).map((line) => line.slice(6));
}

function withoutComment(text: string): string {
  return text.replace(/\s+#\s.*$/, '').trim();
}

function unquote(text: string): string {
  const isQuoted = text.length > 1 && /^(["']).*\1$/.test(text);
  return isQuoted ? text.slice(1, -1) : text;
}
