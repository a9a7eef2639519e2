/** The parts of `--help` that every command has: examples, exit codes, variables. */

/** What stands below a command's options. */
export interface HelpSections {
  readonly examples: readonly string[];
  readonly exitCodes: readonly string[];
  readonly variables: readonly string[];
}

/** Exit codes of a command that judges something. */
export const exitCodeLines = [
  '0    everything held',
  '1    an expectation failed',
  '2    wrong usage or input; nothing was run',
  '3    inconclusive: it cannot be told, which is never a pass',
  '70   a bug in quarrel',
  '130  stopped by Ctrl-C; 143 stopped by SIGTERM',
] as const;

/** Exit codes of a command that only shows or writes something. */
export const plainExitCodeLines = [
  '0    done',
  '2    wrong usage or input; nothing was written',
  '70   a bug in quarrel',
] as const;

/** Variables that every command obeys. */
export const variableLines = [
  'NO_COLOR=1       no colours',
  'FORCE_COLOR=1    colours even where it is not a terminal; 0 switches them off',
  'TERM=dumb        no colours, no live view',
  'CI=1             text instead of the live view',
  'QUARREL_DEBUG=1  where a bug of quarrel happened',
] as const;

/** The variables that matter to a command without a live view. */
export const plainVariableLines = variableLines.filter((line) => !line.startsWith('CI='));

/** Text to follow a command's own help. */
export function helpAfter({ examples, exitCodes, variables }: HelpSections): string {
  return [
    section('Examples', examples.map((example) => `$ ${example}`)),
    section('Exit codes', exitCodes),
    section('Variables', variables),
  ].join('');
}

function section(title: string, lines: readonly string[]): string {
  return `\n${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
