// aftersales config list|get|set: the shop's settings.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addSetting(program: Command, context: Context): void {
  const t = whenShown(context)
  const config = program.command('config').description(t('setting.help.about'))

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
}
