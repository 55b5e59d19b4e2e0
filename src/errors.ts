// Errors as data: a code and its parameters. Only main.ts turns them into words.

/** Exit codes of the contract: 2 wrong usage or invalid input, 3 refused and nothing changed, 130 cancelled. */
const EXIT_CODES = {
  'usage.unknownCommand': 2,
  'usage.unknownOption': 2,
  'usage.extraArgument': 2,
  'usage.missingArgument': 2,
  'usage.optionValue': 2,
  'usage.noTerminal': 2,
  'input.invalid': 2,
  'input.missing': 2,
  'import.badLines': 2,
  'import.noColumns': 2,
  'import.ambiguousDates': 2,
  'import.tooManyBad': 2,
  'import.badRow': 2,
  'import.noExport': 3,
  'import.newerExport': 3,
  'setting.unknown': 2,
  'setting.currencyInUse': 3,
  'settings.noPair': 2,
  'settings.twice': 2,
  'settings.unknown': 2,
  'settings.value': 2,
  'edit.tooLarge': 3,
  'edit.notUtf8': 3,
  'edit.noEditor': 3,
  'edit.editorMissing': 3,
  'edit.editorFailed': 3,
  'shop.notEmpty': 3,
  'customer.notFound': 3,
  'customer.ambiguous': 3,
  'customer.pieceOfName': 3,
  'customer.conflict': 3,
  'customer.exists': 3,
  'customer.phoneTaken': 3,
  'customer.forgotten': 3,
  'customer.notRewritten': 3,
  'product.notFound': 3,
  'product.ambiguous': 3,
  'product.exists': 3,
  'sale.notFound': 3,
  'sale.nothingToReturn': 3,
  'sale.notPromised': 3,
  'sale.notTheirs': 3,
  'sale.returned': 3,
  'case.notFound': 3,
  'case.closed': 3,
  'case.unanswered': 3,
  'case.otherCustomer': 3,
  'promise.notFound': 3,
  'promise.notDue': 3,
  'promise.paid': 3,
  'promise.void': 3,
  'payment.nothingOwed': 3,
  'payment.tooMuch': 3,
  'payment.promised': 3,
  'payment.notPaid': 3,
  'payment.nothingBack': 3,
  'bonus.off': 3,
  'bonus.notEnough': 3,
  'touch.none': 3,
  'undo.nothing': 3,
  'undo.notFound': 3,
  'undo.already': 3,
  'undo.forgotten': 3,
  'undo.migrated': 3,
  'undo.tooOld': 3,
  'undo.changedSince': 3,
  'undo.impossible': 3,
  'redo.nothing': 3,
  'redo.notUndone': 3,
  'redo.forgotten': 3,
  'redo.migrated': 3,
  'redo.tooOld': 3,
  'redo.changedSince': 3,
  'redo.impossible': 3,
  'message.refused': 3,
  'message.noOffers': 3,
  'message.unhappy': 3,
  'message.capped': 3,
  'message.notYet': 3,
  'message.avoided': 3,
  'message.noAddress': 3,
  'message.noValue': 3,
  'template.broken': 3,
  'template.noGroup': 3,
  'template.noText': 3,
  'template.noList': 3,
  'template.unknownLanguage': 3,
  'template.unknownKind': 3,
  'template.unknownPlace': 3,
  'template.missingPlace': 3,
  'template.twice': 3,
  'template.empty': 3,
  'template.tooLong': 3,
  'template.tooLarge': 3,
  'template.notText': 3,
  'template.unreadable': 3,
  'template.notUsed': 3,
  'file.notFound': 3,
  'file.unreadable': 3,
  'file.notText': 3,
  'file.encoding': 3,
  'file.wrongEncoding': 3,
  'file.tooLarge': 3,
  'file.badWorkbook': 3,
  'file.oldWorkbook': 3,
  'file.exists': 3,
  'file.unreachable': 3,
  'file.unwritable': 3,
  'output.lost': 3,
  'db.locked': 3,
  'db.newer': 3,
  'db.notOurs': 3,
  'db.empty': 3,
  'db.damaged': 3,
  'db.isFolder': 3,
  'db.readOnly': 3,
  'db.noSpace': 3,
  'db.cannotOpen': 3,
  'db.diskError': 3,
  'db.unsure': 3,
  'db.storedThenFailed': 3,
  'db.replaced': 3,
  'db.inCloud': 3,
  'backup.notMade': 3,
  'backup.beforeUpgrade': 3,
  'backup.damaged': 3,
  'backup.notFound': 3,
  'backup.none': 3,
  'backup.nothingKept': 3,
  'backup.wrongPassphrase': 3,
  'backup.noPassphrase': 3,
  'backup.unreadable': 3,
  'backup.itself': 3,
  'backup.someDamaged': 3,
  'doctor.unsound': 3,
  'customer.inBackups': 3,
  cancelled: 130,
} as const

export type ErrorCode = keyof typeof EXIT_CODES

/** Parameters are plain data, so that `--json` can print them and either language can word them. */
export type ErrorParams = Record<string, string | number | boolean | null | readonly unknown[]>

export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }

  get exitCode(): number {
    return EXIT_CODES[this.code]
  }
}

/** What a value failed to be; the words for each are in ui/i18n under `error.input`. */
export type Invalid =
  | 'day'
  | 'dayAhead'
  | 'asOf'
  | 'future'
  | 'past'
  | 'money'
  | 'negative'
  | 'quantity'
  | 'likePrice'
  | 'phone'
  | 'score'
  | 'number'
  | 'choice'
  | 'text'
  | 'item'
  | 'twice'
  | 'email'
  | 'birthday'
  | 'tag'
  | 'apart'
  | 'textEmpty'
  | 'answerEmpty'
  | 'textLong'
  | 'textPlace'
  | 'self'
  | 'ring'
  | 'sameCustomer'
  | 'giveOrWithdraw'
  | 'setting'
  | 'order'
  | 'beforeCase'
  | 'beforeReopening'
  | 'caseBeforeSale'
  | 'farAhead'
  | 'beforePromise'
  | 'paidAll'
  | 'period'
  | 'together'
  | 'mapping'
  | 'discount'
  | 'discounted'
  | 'passphrase'
  | 'points'
  | 'pointsGiven'
  | 'bonus'

/** Of what was typed an error repeats so many characters: enough to know it again. */
const REPEATED = 200

/** Throws `input.invalid`, naming the field, the value as typed and what it should have been. */
export function invalid(why: Invalid, field: string, value: unknown, more: ErrorParams = {}): never {
  const typed = String(value)
  const repeated = typed.length > REPEATED ? `${typed.slice(0, REPEATED)}…` : typed
  throw new AppError('input.invalid', { field, value: repeated, why, ...more })
}
