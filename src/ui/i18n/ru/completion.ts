export const completion = {
  help: {
    shell: 'bash, zsh, fish или powershell',
    after:
      'После этого откройте новое окно. После «aftersales log » клавиша Tab назовёт, кому звонить сегодня.',
  },
}
