// The place where a file lies: whose disk it is, how much room is left, and who else may read it.
import { chmodSync, statfsSync, statSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { type Cloud, cloudOf } from '../domain/cloud.ts'
import { realPath } from './file.ts'

/** Magic numbers of network file systems. Source: statfs(2), linux/magic.h. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f])

/** A cloud's folder or another computer's disk; null for one of this computer. */
export function cloudAround(path: string): Cloud | null {
  const real = realPath(path)
  const known = cloudOf(real)
  if (known !== null || sep === '\\') return known
  try {
    return NETWORK_TYPES.has(statfsSync(dirname(real)).type >>> 0) ? 'network' : null
  } catch {
    return null
  }
}

/** Bytes that this user may still write there; null where the system does not tell. */
export function roomAt(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

/** Whether others may read a file or look into a folder; Windows keeps a user's folders to that user. */
export function isOpenToOthers(path: string): boolean {
  return sep === '/' && ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0
}

/** Takes a file or folder from everybody else, as far as its file system knows of them: that of a memory stick does not. */
export function keepToOwner(path: string): void {
  try {
    chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}
