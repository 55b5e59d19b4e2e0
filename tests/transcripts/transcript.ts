// Golden transcripts: a file of command lines and what they print, run against the program and compared whole.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type FakeWorld, runLine } from '../fixture.ts'

/**
 * Runs the command lines of a transcript in order and returns it as it reads now. A line `$ aftersales …` is run, a
 * line `# …` is kept, `@ …` sets the clock, `< name` begins a file up to `>`; all else was output.
 */
export async function replay(text: string, world: FakeWorld): Promise<string> {
  const lines: string[] = []
  const source = text.split('\n')
  for (let i = 0; i < source.length; i++) {
    const line = source[i] as string
    if (line.startsWith('# ') || line === '#') lines.push(line)
    else if (line.startsWith('@ ')) {
      world.setClock(line.slice(2).trim())
      lines.push('', line)
    } else if (line.startsWith('< ')) {
      const end = source.indexOf('>', i)
      const file = join(world.home, line.slice(2).trim())
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(
        file,
        source
          .slice(i + 1, end)
          .map((text) => `${text}\n`)
          .join(''),
      )
      lines.push('', ...source.slice(i, end + 1))
      i = end
    } else if (line.startsWith('$ ')) {
      lines.push('', line, ...(await outputOf(line, world)))
    }
  }
  return `${lines.join('\n').trim()}\n`
}

async function outputOf(line: string, world: FakeWorld): Promise<string[]> {
  const [program, ...args] = wordsOf(line.slice(2)).map((word) => word.replaceAll('$HOME', world.home))
  if (program !== 'aftersales') throw new Error(`not a command line of ours: ${line}`)
  const { code, out, err } = await runLine(args, world)
  const shown = [
    ...out.replace(/\n$/, '').split('\n'),
    ...err.split('\n').map((text) => (text === '' ? '' : `! ${text}`)),
    code === 0 ? '' : `[exit ${code}]`,
  ]
  return shown
    .filter((text, i) => text !== '' || i < out.split('\n').length - 1)
    .map((text) => text.replaceAll(world.home, '$HOME'))
}

/** Splits a line as a shell does: blanks part words, quotes keep them together. */
function wordsOf(line: string): string[] {
  const words: string[] = []
  for (const match of line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)) {
    words.push(match[0].replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single ?? ''))
  }
  return words
}
