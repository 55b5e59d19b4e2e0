// What goes into files and pipes, and what cannot.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DirectOutput } from '../src/output.ts'
import { realWorld } from '../src/world.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-test-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

test('a file holds every text in its order', () => {
  const path = join(folder, 'out.txt')
  const output = new DirectOutput(openSync(path, 'w'))
  const long = 'ж'.repeat(300_000)
  output.write(long)
  output.write('\nend\n')
  expect(readFileSync(path, 'utf8')).toBe(`${long}\nend\n`)
  expect(output.errored).toBeNull()
})

test('what cannot be written is kept as the reason, and tells whoever waits', () => {
  const path = join(folder, 'out.txt')
  const output = new DirectOutput(openSync(path, 'wx'))
  const closed = new DirectOutput(2 ** 20)
  const heard: unknown[] = []
  closed.write('lost', (error) => heard.push(error))
  expect(closed.errored).toMatchObject({ code: 'EBADF' })
  expect(heard).toEqual([closed.errored])
  output.write('', (error) => heard.push(error))
  expect(heard.at(-1)).toBeNull()
})

test.skipIf(process.platform === 'win32')('a reader that is slow gets all of it', async () => {
  const [pipe, copy] = [join(folder, 'pipe'), join(folder, 'copy.txt')]
  spawnSync('mkfifo', [pipe])
  const reader = spawn('sh', ['-c', `exec 3<"$0"; echo; sleep 0.3; cat <&3 >"$1"`, pipe, copy])
  const begun = once(reader.stdout, 'data')
  const ended = once(reader, 'close')
  const file = openSync(pipe, 'r+')
  await begun
  const full = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
  const output = new DirectOutput(full)
  const long = 'ж'.repeat(300_000)
  // More than a pipe holds, so that it is full until the reader begins.
  output.write(long)
  closeSync(file)
  closeSync(full)
  await ended
  expect(output.errored).toBeNull()
  expect(readFileSync(copy, 'utf8')).toBe(long)
})

test('what a stream has not passed on yet keeps the process from ending', async () => {
  const waiting: (() => void)[] = []
  const slow = new Writable({
    write(_text, _encoding, done) {
      waiting.push(done)
    },
  })
  vi.spyOn(process, 'stderr', 'get').mockReturnValue(slow as unknown as typeof process.stderr)
  const world = realWorld()
  expect(world.isWritten).toBe(true)
  world.stderr.write('a warning')
  expect(world.isWritten).toBe(false)
  for (const done of waiting) done()
  await new Promise(setImmediate)
  expect(world.isWritten).toBe(true)
})
