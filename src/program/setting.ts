// aftersales config list|get|set|edit|doctor: the shop's settings.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addSetting(program: Command, context: Context): void {
  const t = whenShown(context)
  const config = program.command('config').description(t('program.command.config'))

  config
    .command('list')
    .description(t('setting.help.list'))
    .addHelpText('after', examples(context, 'config list'))
    .action(async () => {
      const { listSettings } = await import('../commands/setting.ts')
      await listSettings(context)
    })

  config
    .command('get')
    .argument('<key>', t('setting.help.key'))
    .description(t('setting.help.get'))
    .addHelpText('after', examples(context, 'config get hush.days'))
    .action(async (key) => {
      const { getSetting } = await import('../commands/setting.ts')
      await getSetting(context, key)
    })

  config
    .command('set')
    .argument('<key>', t('setting.help.key'))
    .argument('<value>', t('setting.help.value'))
    .description(t('setting.help.set'))
    .addHelpText('after', examples(context, 'config set timeZone Europe/Samara', 'config set hush.days 7'))
    .action(async (key, value) => {
      const { changeSetting } = await import('../commands/setting.ts')
      await changeSetting(context, key, value)
    })

  config
    .command('edit')
    .argument('[what]', t('setting.help.what'))
    .description(t('setting.help.edit'))
    .option('--file <file>', t('setting.help.file'))
    .option('--out <file>', t('setting.help.out'))
    .option('--force', t('setting.help.force'))
    .addHelpText(
      'after',
      examples(
        context,
        'config edit',
        'config edit texts',
        'config edit cadence --out cadence.txt',
        'config edit --file cadence.txt',
      ),
    )
    .action(async (what, flags) => {
      const { editConfig } = await import('../commands/edit.ts')
      await editConfig(context, what ?? 'settings', flags)
    })

  config
    .command('doctor')
    .description(t('setting.help.doctor'))
    .addHelpText('after', examples(context, 'config doctor'))
    .action(async () => {
      const { configDoctor } = await import('../commands/config-doctor.ts')
      await configDoctor(context)
    })
}
