// What the help of several commands shares.
import type { Context } from '../context.ts'

/**
 * Texts that are found when somebody reads them: most commands show no help, and finding a text loads the words of its
 * noun. What it gives passes for a string until then; the help makes one of it.
 */
export function whenShown(context: Context): Context['t'] {
  return (key, values) => ({ toString: () => context.t(key, values) }) as string
}

/** Lines of examples below a command's help. */
export function examples(context: Context, ...lines: string[]): () => string {
  return () => {
    const { t, world } = context
    return `\n${t('program.examples')}\n${lines.map((line) => `  ${world.launcher} ${line}`).join('\n')}\n`
  }
}

/** Collects an option that may be given several times. */
export function several(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value]
}
