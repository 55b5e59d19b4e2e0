// The words of one language, a file a noun.
import { common } from './common.ts'
import { customer } from './customer.ts'
import { demo } from './demo.ts'
import { due } from './due.ts'
import { error } from './error.ts'
import { exportWords } from './export.ts'
import { importWords } from './import.ts'
import { call, log } from './log.ts'
import { loyal } from './loyal.ts'
import { product } from './product.ts'
import { program } from './program.ts'
import { sale } from './sale.ts'
import { setting } from './setting.ts'
import { skip, snooze } from './snooze.ts'
import { summary } from './summary.ts'
import { touch } from './touch.ts'

export const ru = {
  common,
  customer,
  demo,
  due,
  error,
  export: exportWords,
  import: importWords,
  log,
  call,
  loyal,
  product,
  program,
  sale,
  setting,
  skip,
  snooze,
  summary,
  touch,
}
