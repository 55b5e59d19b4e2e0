#!/usr/bin/env node
// Starts the program on a Node that can run it. An older Node must be able to read this file, to say what is missing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 13)) {
  // Everything written from here on, the database above all, is for this user's eyes only.
  process.umask(0o077)
  module.enableCompileCache(fileURLToPath(new URL('../dist/.cache', import.meta.url)))
  const { run, realWorld } = await import('../dist/main.js')
  process.exitCode = await run(process.argv.slice(2), realWorld())
} else {
  handOver()
}

/** A checkout brings its own Node as a development dependency; better-sqlite3 would crash under an older one. */
function handOver() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const own = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url))
  const { node } = process.versions
  if (existsSync(own)) {
    const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)]
    const child = spawnSync(own, args, { stdio: 'inherit' })
    process.exitCode = child.status === null ? 130 : child.status
  } else {
    process.stderr.write(`aftersales needs Node 22.13 or newer, and this is Node ${node}: get one at https://nodejs.org\n`)
    process.stderr.write(`aftersales нужен Node 22.13 или новее, а здесь Node ${node}: возьмите его на https://nodejs.org\n`)
    process.exitCode = 2
  }
}
