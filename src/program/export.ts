// aftersales export: the shop, or a part of it, out to files.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, several, whenShown } from './help.ts'

export function addExport(program: Command, context: Context): void {
  const t = whenShown(context)
  const exports = program.command('export').description(t('program.command.export'))
  const table = (name: string, about: string, ...lines: string[]) =>
    exports
      .command(name)
      .description(about)
      .option('--out <file>', t('export.help.out'))
      .option('--force', t('export.help.force'))
      .option('--excel', t('export.help.excel'))
      .addHelpText('after', examples(context, ...lines))

  table(
    'loyal',
    t('export.help.loyal'),
    'export loyal --out loyal.csv',
    'export loyal --out loyal.xlsx',
    'export loyal --stage loyal,advocate --for-mailing',
  )
    .option('--stage <stage>', t('export.help.stage'), several)
    .option('--since <day>', t('export.help.since'))
    .option('--for-mailing', t('export.help.forMailing'))
    .action(async (flags) => {
      const { exportLoyal } = await import('../commands/export.ts')
      await exportLoyal(context, flags)
    })
  for (const list of ['customers', 'products', 'sales', 'contacts'] as const) {
    const about = t(`export.help.${list}`)
    table(list, about, `export ${list} --out ${list}.csv`, `export ${list} --out ${list}.xlsx`).action(
      async (flags) => {
        const { exportList } = await import('../commands/export-lists.ts')
        await exportList(context, list, flags)
      },
    )
  }
  exports
    .command('all')
    .description(t('export.help.all'))
    .option('--out <folder>', t('export.help.outFolder'))
    .option('--force', t('export.help.forceFolder'))
    .addHelpText('after', examples(context, 'export all --out my-shop', 'export all --out my-shop --force'))
    .action(async (flags) => {
      const { exportAll } = await import('../commands/export-all.ts')
      await exportAll(context, flags)
    })
}
