export const completion = {
  help: {
    shell: 'bash, zsh, fish or powershell',
    after: 'Open a new terminal afterwards. After “aftersales log ” Tab names whom to call today.',
  },
}
