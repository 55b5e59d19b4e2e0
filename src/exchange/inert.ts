// Cells that no spreadsheet takes for a formula, and what they were before.

/** Of these a spreadsheet computes nothing: phones, whose blanks make no formula, and a number below zero. */
const HARMLESS = /^\+\d+(?: \d+(?:-\d+)*)*$|^-\d+(?:[.,]\d+)?$/

/**
 * Where a spreadsheet could begin to compute: at the start of a cell, and wherever a cell would start if the file were
 * opened with another separator. Source: OWASP, "CSV Injection".
 */
const FORMULA = /^(?=["']*[\t\r\n])|(?<=^|[,;|\t\r\n])(?=["']*[=+\-@＝＋－＠])/g
const MADE_INERT = /^'(?=["']*[\t\r\n])|(?<=^|[,;|\t\r\n])'(?=["']*[=+\-@＝＋－＠])/g

/** A text that a spreadsheet would compute gets an apostrophe before it; a phone stays as it is. */
export function inert(cell: string): string {
  return HARMLESS.test(cell) ? cell : cell.replace(FORMULA, "'")
}

/** The text as it was before `inert`, or before a spreadsheet was told that it is one. */
export function revive(cell: string): string {
  return cell.replace(MADE_INERT, '')
}
