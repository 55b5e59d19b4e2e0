export const completion = {
  help: {
    about: 'completes commands, customers and products in your shell when you press Tab',
    shell: 'bash, zsh, fish or powershell',
    after: 'Open a new terminal afterwards. After “aftersales log ” Tab names whom to call today.',
  },
}
