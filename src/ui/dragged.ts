// A file that was dragged into the terminal, as its path.

/**
 * Terminals write such a path in quotes, as a link, or, where a backslash parts no folders, with one before each sign
 * that a shell would read.
 */
export function draggedFile(typed: string, platform: NodeJS.Platform): string {
  const quoted = /^(['"])(.*)\1$/.exec(typed)?.[2]
  const bare = quoted ?? (platform === 'win32' ? typed : typed.replace(/\\(?=[ ()[\]&'"])/g, ''))
  const [, path] = /^file:\/\/(?:localhost)?(\/.*)$/.exec(bare) ?? []
  return path === undefined ? bare : decoded(platform === 'win32' ? path.slice(1) : path)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
