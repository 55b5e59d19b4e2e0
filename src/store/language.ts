// The language that was chosen for a shop, asked before anything else about it is known.
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'

/** Milliseconds that a word of greeting may wait for somebody who is writing. */
const PATIENCE = 500

/**
 * What the setting says, as it is stored; null where nothing was set. Whatever keeps the file from being read is told
 * by the command that needs it, in the language of the system.
 */
export function languageSetIn(path: string): string | null {
  try {
    // Opening a pipe or a device could wait for ever.
    if (!statSync(path).isFile()) return null
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: PATIENCE })
    try {
      const value = db.prepare("SELECT value FROM setting WHERE key = 'language'").pluck().get()
      return typeof value === 'string' ? String(JSON.parse(value)) : null
    } finally {
      db.close()
    }
  } catch {
    return null
  }
}
