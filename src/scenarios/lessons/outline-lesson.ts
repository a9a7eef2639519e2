/**
 * What a list says of a lesson, read line by line: before a parser of YAML would have been loaded, the list is on the
 * screen. For files that are laid out as the shipped ones are; a test holds that they say the same when they are read
 * whole.
 */

/** A lesson as its lines say it. */
export interface OutlinedLesson {
  readonly title: string;
  /** One paragraph. */
  readonly about: string;
  /** Empty where the file does not say. */
  readonly subject: string;
  readonly steps: readonly OutlinedStep[];
}

/** One of its steps. */
export interface OutlinedStep {
  readonly name: string;
  readonly title: string;
}

/** Reads what a list needs of an interview. */
export function outlineInterview(text: string): Pick<OutlinedLesson, 'title' | 'about'> {
  const own = linesUnder(text, 'interview:');
  return { title: valueOf(own, 'title', 2), about: valueOf(own, 'about', 2) };
}

/** Reads what a list needs. */
export function outlineLesson(text: string): OutlinedLesson {
  const own = linesUnder(text, 'lesson:');
  const steps = own.flatMap((line, index): readonly OutlinedStep[] => {
    const [, name] = /^ {4}- name: (\S+)/.exec(line) ?? [];
    if (name === undefined) return [];
    const after = own.slice(index + 1);
    const next = after.findIndex((one) => /^ {0,4}[^\s#]/.test(one));
    return [{ name: unquote(name), title: valueOf(next < 0 ? after : after.slice(0, next), 'title', 6) }];
  });
  return { title: valueOf(own, 'title', 2), about: valueOf(own, 'about', 2), subject: valueOf(own, 'subject', 2), steps };
}

/** The lines below a key at the top. */
function linesUnder(text: string, key: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.indexOf(key) + 1;
  const rest = start === 0 ? [] : lines.slice(start);
  const end = rest.findIndex((line) => /^[^\s#]/.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

/** What stands behind a key, on its line or folded below it. */
function valueOf(lines: readonly string[], key: string, indent: number): string {
  const start = `${' '.repeat(indent)}${key}:`;
  const at = lines.findIndex((line) => line === start || line.startsWith(`${start} `));
  if (at < 0) return '';
  const value = (lines[at] ?? '').slice(start.length).replace(/\s+#\s.*$/, '').trim();
  if (value !== '' && !/^[>|][+-]?$/.test(value) && !/^["']/.test(value)) return [value, ...below(lines, at, indent)].join(' ');
  if (/^["']/.test(value)) return unquote([value, ...below(lines, at, indent)].join(' '));
  return below(lines, at, indent).join(' ');
}

/** The lines below a key that are indented further. */
function below(lines: readonly string[], at: number, indent: number): readonly string[] {
  const rest = lines.slice(at + 1);
  const next = rest.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
  return (next < 0 ? rest : rest.slice(0, next)).map((line) => line.trim()).filter((line) => line !== '');
}

function unquote(text: string): string {
  const [, quote = '', inner = text] = /^(["'])(.*)\1$/s.exec(text) ?? [];
  if (quote === '"') return inner.replaceAll(/\\(["\\])/g, '$1');
  return quote === "'" ? inner.replaceAll("''", "'") : inner;
}
