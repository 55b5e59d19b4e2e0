// Zip archives in memory, as far as workbooks need them: what is inside, one part at a time and never more than allowed.
import { crc32, inflateRawSync } from 'node:zlib'

/** A part of an archive. */
export interface ZipEntry {
  name: string
  method: number
  /** Bytes as packed, and as the archive says they will be. */
  packed: number
  size: number
  /** Where its local header begins. */
  offset: number
}

/** Not an archive, or one that is cut off, encrypted or otherwise not for us. */
export class BadZip extends Error {}

/** A part that is larger than allowed, whatever the archive says. */
export class ZipTooLarge extends Error {}

// Of the format: APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16.
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8

/** The parts an archive names at its end. @throws BadZip */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  return reading(() => {
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
    if (end < Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT) || bytes.readUInt32LE(end) !== END)
      throw new BadZip()
    const entries: ZipEntry[] = []
    let at = bytes.readUInt32LE(end + 16)
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
      if (bytes.readUInt32LE(at) !== CENTRAL || bytes.readUInt16LE(at + 8) & ENCRYPTED) throw new BadZip()
      const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
        number,
        number,
        number,
      ]
      entries.push({
        name: bytes.toString('utf8', at + 46, at + 46 + name),
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
      })
      at += 46 + name + extra + comment
    }
    return entries
  })
}

/** Unpacks one part. @param most bytes it may have. @throws BadZip, ZipTooLarge */
export function unzip(bytes: Buffer, { method, packed, size, offset }: ZipEntry, most: number): Buffer {
  // What an archive says of itself saves the work, and what really comes out is held to the same.
  if (size > most) throw new ZipTooLarge()
  return reading(() => {
    if (bytes.readUInt32LE(offset) !== LOCAL) throw new BadZip()
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const part = bytes.subarray(start, start + packed)
    if (part.length < packed) throw new BadZip()
    if (method === STORED) return part
    if (method !== DEFLATED) throw new BadZip()
    try {
      return inflateRawSync(part, { maxOutputLength: most })
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new ZipTooLarge() : error
    }
  })
}

/** An archive of parts as they are, unpacked: for a reader that wants an archive. */
export function zipStored(parts: readonly { name: string; data: Buffer }[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, data } of parts) {
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const place = Buffer.alloc(4)
    place.writeUInt32LE(at)
    central.push(word(CENTRAL), Buffer.from([20, 0]), facts, Buffer.alloc(10), place, title)
    const head = Buffer.concat([word(LOCAL), facts, title])
    local.push(head, data)
    at += head.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** A place outside the archive, and data that no one packed, mean the same: it is damaged. */
function reading<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadZip || error instanceof ZipTooLarge) throw error
    throw new BadZip()
  }
}
