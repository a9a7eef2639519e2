/** What makes a shell ask `quarrel complete` what may stand next. Where nothing is known, it offers files. */
import { assertNever } from '../sim/base/assert.js';

/** Shells that can ask. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of them. */
export type Shell = (typeof shells)[number];

/** The text that the shell reads once. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bashScript;
    case 'zsh':
      return zshScript;
    case 'fish':
      return fishScript;
    default:
      return assertNever(shell);
  }
}

const bashScript = `# quarrel completion bash
_quarrel() {
  local IFS=$'\\n'
  COMPREPLY=($(quarrel complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f 1))
}
complete -o bashdefault -o default -F _quarrel quarrel
`;

const zshScript = `#compdef quarrel
# quarrel completion zsh
_quarrel() {
  local -a lines words_found
  lines=("\${(@f)$(quarrel complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  words_found=("\${(@)\${(@)lines//:/\\\\:}/$'\\t'/:}")
  if [[ -z "\${lines[1]}" ]]; then
    _files
  else
    _describe quarrel words_found
  fi
}
if [[ "\${funcstack[1]}" = _quarrel ]]; then
  _quarrel "$@"
else
  compdef _quarrel quarrel
fi
`;

const fishScript = `# quarrel completion fish
function __quarrel_complete
  set -l words (commandline -opc)
  set -l found (quarrel complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c quarrel -f -a '(__quarrel_complete)'
`;
