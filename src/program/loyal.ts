// aftersales loyal: whom she can count on.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

export function addLoyal(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('loyal')
    .description(t('program.command.loyal'))
    .option('--stage <stage>', t('loyal.help.stage'), several)
    .option('--risk <risk>', t('loyal.help.risk'), several)
    .option('--why', t('loyal.help.why'))
    .option('--all', t('common.help.all'))
    .addHelpText(
      'after',
      examples(context, 'loyal', 'loyal --why', 'loyal --stage loyal,advocate', 'loyal --risk at-risk --why'),
    )
    .action(async (flags) => {
      const { loyal } = await import('../commands/loyal.ts')
      await loyal(context, flags)
    })
}
