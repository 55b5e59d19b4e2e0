import { existsSync, statfsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Thousands of small shops are written, and each waits for the disk: in memory that takes half the time. What a real
// disk does is shown by tests/faults.
const MEMORY = '/dev/shm'
const ROOMY = 2 * 1024 ** 3

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize > ROOMY
}

if (process.env.TMPDIR === undefined && hasRoom(MEMORY)) process.env.TMPDIR = MEMORY

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/build.ts',
    // A busy machine may need ten times as long.
    testTimeout: 120_000,
    // No test leaves anything behind in a module: loading all of them anew for each file took a quarter of the time.
    isolate: false,
    unstubEnvs: true,
    // Left to itself it keeps one processor free, which of two is half.
    maxWorkers: '100%',
  },
})
