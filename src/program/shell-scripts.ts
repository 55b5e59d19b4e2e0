// The few lines by which each shell asks the program what may stand at the cursor.

/** A line of the answer is a value, a tab and what it means; `:files` asks for the names of files. */
export const SHELL_SCRIPTS = {
  bash: `# aftersales: completion for bash
_aftersales() {
  local current="\${COMP_WORDS[COMP_CWORD]}" answer value
  COMPREPLY=()
  [[ $current == = ]] && current=
  local word words=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do words+=("$(_aftersales_bare "$word")"); done
  answer="$(aftersales complete --last="$(_aftersales_bare "$current")" -- "\${words[@]}" 2>/dev/null)"
  if [[ $answer == :files ]]; then compopt -o default; return; fi
  while IFS=$'\\t' read -r value _; do
    [[ -z $value ]] && continue
    if [[ $current == [\\"\\']* ]]; then COMPREPLY+=("$value"); else COMPREPLY+=("$(printf '%q' "$value")"); fi
  done <<< "$answer"
}
_aftersales_bare() {
  local text="$1"
  text="\${text#[\\"\\']}"
  text="\${text%[\\"\\']}"
  printf '%s' "\${text//\\\\/}"
}
complete -F _aftersales aftersales
`,
  zsh: `#compdef aftersales
# aftersales: completion for zsh
_aftersales() {
  local answer line
  local -a values shown
  answer="$(aftersales complete --last="\${(Q)words[CURRENT]}" -- "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null)"
  if [[ $answer == :files ]]; then _files; return; fi
  for line in "\${(@f)answer}"; do
    [[ -z $line ]] && continue
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  – }")
  done
  (( \${#values} )) && compadd -U -V calls -l -d shown -a values
}
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
compdef _aftersales aftersales
`,
  fish: `# aftersales: completion for fish
function __aftersales_complete
    set -l words (commandline -opc)
    set -l answer (aftersales complete --last=(commandline -ct) -- $words[2..-1] 2>/dev/null)
    if test "$answer" = ":files"
        __fish_complete_path (commandline -ct)
    else
        string join \\n -- $answer
    end
end
complete -c aftersales -f -k -a '(__aftersales_complete)'
`,
  powershell: `# aftersales: completion for PowerShell
Register-ArgumentCompleter -Native -CommandName aftersales -ScriptBlock {
  param($last, $ast, $cursor)
  $words = @($ast.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text.Trim('"', "'") })
  $bare = "$last".Trim('"', "'")
  # It answers in UTF-8, whatever the code page of the console; a bare -- would be kept back from a script.
  $encoding = [Console]::OutputEncoding
  [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
  try { $lines = @(aftersales complete "--last=$bare" '--' @words 2>$null) }
  finally { [Console]::OutputEncoding = $encoding }
  foreach ($line in $lines) {
    $value, $about = $line -split "\`t", 2
    if (-not $value -or $value -eq ':files') { continue }
    if (-not $about) { $about = $value }
    $text = if ($value -match '[\\s#''"]') { "'" + ($value -replace "'", "''") + "'" } else { $value }
    [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
  }
}
`,
} as const
