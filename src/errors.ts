// Errors as data: a code and its parameters. Only main.ts turns them into words.

/** Exit code 2: wrong usage or invalid input. */
const WRONG = [
  'usage.unknownCommand',
  'usage.unknownOption',
  'usage.extraArgument',
  'usage.missingArgument',
  'usage.optionValue',
  'usage.noTerminal',
  'input.invalid',
  'input.missing',
  'import.badLines',
  'import.noColumns',
  'import.ambiguousDates',
  'import.tooManyBad',
  'import.badRow',
  'setting.unknown',
  'settings.noPair',
  'settings.twice',
  'settings.unknown',
  'settings.value',
] as const

/** Exit code 3: refused, and nothing changed. */
type Refused =
  | 'import.noExport'
  | 'import.newerExport'
  | 'setting.currencyInUse'
  | 'edit.tooLarge'
  | 'edit.notUtf8'
  | 'edit.noEditor'
  | 'edit.editorMissing'
  | 'edit.editorFailed'
  | 'shop.notEmpty'
  | 'customer.notFound'
  | 'customer.ambiguous'
  | 'customer.pieceOfName'
  | 'customer.conflict'
  | 'customer.exists'
  | 'customer.phoneTaken'
  | 'customer.forgotten'
  | 'customer.notRewritten'
  | 'product.notFound'
  | 'product.ambiguous'
  | 'product.exists'
  | 'sale.notFound'
  | 'sale.nothingToReturn'
  | 'sale.notPromised'
  | 'sale.notTheirs'
  | 'sale.returned'
  | 'case.notFound'
  | 'case.closed'
  | 'case.unanswered'
  | 'case.otherCustomer'
  | 'promise.notFound'
  | 'promise.notDue'
  | 'promise.paid'
  | 'promise.void'
  | 'payment.nothingOwed'
  | 'payment.tooMuch'
  | 'payment.promised'
  | 'payment.notPaid'
  | 'payment.nothingBack'
  | 'bonus.off'
  | 'bonus.notEnough'
  | 'touch.none'
  | 'undo.nothing'
  | 'undo.notFound'
  | 'undo.already'
  | 'undo.forgotten'
  | 'undo.migrated'
  | 'undo.tooOld'
  | 'undo.changedSince'
  | 'undo.impossible'
  | 'redo.nothing'
  | 'redo.notUndone'
  | 'redo.forgotten'
  | 'redo.migrated'
  | 'redo.tooOld'
  | 'redo.changedSince'
  | 'redo.impossible'
  | 'message.refused'
  | 'message.noOffers'
  | 'message.unhappy'
  | 'message.capped'
  | 'message.notYet'
  | 'message.avoided'
  | 'message.noAddress'
  | 'message.noValue'
  | 'template.broken'
  | 'template.noGroup'
  | 'template.noText'
  | 'template.noList'
  | 'template.unknownLanguage'
  | 'template.unknownKind'
  | 'template.unknownPlace'
  | 'template.missingPlace'
  | 'template.twice'
  | 'template.empty'
  | 'template.tooLong'
  | 'template.tooLarge'
  | 'template.notText'
  | 'template.unreadable'
  | 'template.notUsed'
  | 'file.notFound'
  | 'file.unreadable'
  | 'file.notText'
  | 'file.encoding'
  | 'file.wrongEncoding'
  | 'file.tooLarge'
  | 'file.badWorkbook'
  | 'file.oldWorkbook'
  | 'file.exists'
  | 'file.unreachable'
  | 'file.unwritable'
  | 'output.lost'
  | 'db.locked'
  | 'db.newer'
  | 'db.notOurs'
  | 'db.empty'
  | 'db.damaged'
  | 'db.isFolder'
  | 'db.readOnly'
  | 'db.noSpace'
  | 'db.cannotOpen'
  | 'db.diskError'
  | 'db.unsure'
  | 'db.storedThenFailed'
  | 'db.replaced'
  | 'db.inCloud'
  | 'backup.notMade'
  | 'backup.beforeUpgrade'
  | 'backup.damaged'
  | 'backup.notFound'
  | 'backup.none'
  | 'backup.nothingKept'
  | 'backup.wrongPassphrase'
  | 'backup.noPassphrase'
  | 'backup.unreadable'
  | 'backup.itself'
  | 'backup.someDamaged'
  | 'doctor.unsound'
  | 'customer.inBackups'

export type ErrorCode = (typeof WRONG)[number] | Refused | 'cancelled'

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

  /** 130 where she broke off; 2 and 3 as above. */
  get exitCode(): 2 | 3 | 130 {
    if (this.code === 'cancelled') return 130
    return (WRONG as readonly ErrorCode[]).includes(this.code) ? 2 : 3
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
