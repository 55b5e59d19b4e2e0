// aftersales backup, restore, doctor: the safety of the file.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addBackup(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('backup')
    .description(t('program.command.backup'))
    .option('--out <file>', t('backup.help.out'))
    .option('--force', t('backup.help.force'))
    .option('--encrypt', t('backup.help.encrypt'))
    .option('--passphrase-file <file>', t('backup.help.passphraseFile'))
    .option('--list', t('backup.help.list'))
    .option('--verify', t('backup.help.verify'))
    .addHelpText(
      'after',
      examples(context, 'backup', 'backup --out /media/stick --encrypt', 'backup --list', 'backup --verify'),
    )
    .action(async (flags) => {
      const { backup } = await import('../commands/backup.ts')
      await backup(context, flags)
    })

  program
    .command('restore')
    .argument('[backup]', t('restore.help.backup'))
    .description(t('program.command.restore'))
    .option('--back', t('restore.help.back'))
    .option('--passphrase-file <file>', t('restore.help.passphraseFile'))
    .addHelpText('after', examples(context, 'restore', 'restore 2', 'restore 2026-11-20', 'restore --back'))
    .action(async (what, flags) => {
      const { restore } = await import('../commands/restore.ts')
      await restore(context, what, flags)
    })

  program
    .command('doctor')
    .description(t('program.command.doctor'))
    .option('--fix', t('doctor.help.fix'))
    .addHelpText('after', examples(context, 'doctor', 'doctor --fix'))
    .action(async (flags) => {
      const { doctor } = await import('../commands/doctor.ts')
      await doctor(context, flags)
    })
}
