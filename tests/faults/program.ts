// The built program in a folder of its own, for faults that are injected from outside: nobody rebuilds it meanwhile.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** System calls that change something on the disk, and those that make sure of it. */
export const WRITING = [
  'pwrite64',
  'write',
  'ftruncate',
  'mkdir',
  'link',
  'rename',
  'copy_file_range',
  'sendfile',
]
export const SAFEGUARDS = ['fsync', 'fdatasync', 'unlink', 'fchmod', 'chmod']

const ROOT = join(import.meta.dirname, '../..')

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null
  signal: string | null
  out: string
  err: string
}

export class Program {
  readonly bin: string
  readonly folder: string

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'aftersales-faults-'))
    for (const part of ['bin', 'dist', 'data', 'package.json']) {
      cpSync(join(ROOT, part), join(this.folder, part), { recursive: true })
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'))
    this.bin = join(this.folder, 'bin/aftersales.js')
  }

  /** @param around a program that runs it, such as strace with its options */
  run(args: readonly string[], db: string, around: readonly string[] = [], now = NOW): Promise<Ended> {
    const [command = '', ...rest] = [...around, process.execPath, this.bin, ...args]
    const child = spawn(command, rest, {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        TMPDIR: this.folder,
        ...SETTING,
        AFTERSALES_DB: db,
        AFTERSALES_NOW: now,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (data) => {
      out += data
    })
    child.stderr.on('data', (data) => {
      err += data
    })
    return new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, out, err }))
    })
  }
}

export const NOW = '2026-11-21T09:00:00+03:00'

const SETTING = { LANG: 'en_GB.UTF-8', TZ: 'Europe/Moscow', NO_COLOR: '1' }
