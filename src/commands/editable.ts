// What `config edit` needs to know of whatever it edits.

/** Something that is edited as one text. */
export interface Editable {
  /** Of the file in which it is edited. */
  name: string
  text: string
  /**
   * Checks what came of it.
   * @returns what stores it, and shows what has changed; null where nothing has
   * @throws AppError naming the line that is wrong
   */
  check(text: string, path: string): (() => Promise<void>) | null
}
