// Folders that a program carries to other computers, known by their names.

export const CLOUDS = [
  ...['onedrive', 'dropbox', 'icloud', 'yandex', 'google', 'mailru', 'nextcloud', 'network'],
] as const
export type Cloud = (typeof CLOUDS)[number]

/** One folder of a path, as each of them calls its own; on macOS they may add an account. */
const NAMES: readonly [Cloud, RegExp][] = [
  ['onedrive', /^OneDrive\b/i],
  ['dropbox', /^Dropbox\b/i],
  ['icloud', /^(iCloud ?Drive|Mobile Documents|com~apple~CloudDocs)$/i],
  ['yandex', /^(Yandex\.? ?Disk\b|Яндекс\.? ?Диск)/i],
  ['google', /^(Google ?(Drive|Диск)|My Drive|Мой диск)/i],
  ['mailru', /^(Mail\.ru Cloud|Облако Mail)/i],
  ['nextcloud', /^(Nextcloud|ownCloud)$/i],
]

/** Where a path leads by its folders' names alone; null for a folder of this computer. @param path without links */
export function cloudOf(path: string): Cloud | null {
  if (/^(\\\\|\/\/)(?![?.][\\/])/.test(path)) return 'network'
  const folders = path.normalize('NFC').split(/[\\/]/).slice(0, -1)
  return NAMES.find(([, name]) => folders.some((folder) => name.test(folder)))?.[0] ?? null
}
