// aftersales message: texts to be sent.
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples, whenShown } from './help.ts'

export function addMessage(program: Command, context: Context): void {
  const t = whenShown(context)
  program
    .command('message')
    .argument('[customer]', t('customer.help.reference'))
    .description(t('program.command.message'))
    .option('--kind <kind>', t('message.help.kind'))
    .option('--channel <channel>', t('message.help.channel'))
    .option('--text <text>', t('message.help.text', { place: '{{name}}' }))
    .option('--copy', t('message.help.copy'))
    .option('--sent', t('message.help.sent'))
    .option('--templates', t('message.help.templates'))
    .addHelpText(
      'after',
      examples(
        context,
        t('message.help.example1'),
        t('message.help.example2'),
        t('message.help.example3'),
        'message --templates',
      ),
    )
    .action(async (customer, flags) => {
      if (flags.templates) {
        const { messageTemplates } = await import('../commands/message-templates.ts')
        return messageTemplates(context, customer, flags)
      }
      const { message } = await import('../commands/message.ts')
      await message(context, customer, flags)
    })
}
