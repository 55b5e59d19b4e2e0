// What the help of several commands shares.
import type { Context } from '../context.ts'

/** A line of examples below a command's help. */
export function examples(context: Context, ...lines: string[]): string {
  return `\n${context.t('program.examples')}\n${lines.map((line) => `  ${context.world.launcher} ${line}`).join('\n')}\n`
}

/** Collects an option that may be given several times. */
export function several(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value]
}
