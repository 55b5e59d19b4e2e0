// The words of one language, a file a noun.
import { agenda } from './agenda.ts'
import { backup, restore } from './backup.ts'
import { bonus, referral } from './bonus.ts'
import { caseWords } from './case.ts'
import { common } from './common.ts'
import { completion } from './completion.ts'
import { consent } from './consent.ts'
import { customer } from './customer.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { due } from './due.ts'
import { error } from './error.ts'
import { exportWords } from './export.ts'
import { history } from './history.ts'
import { importWords } from './import.ts'
import { call, log } from './log.ts'
import { loyal } from './loyal.ts'
import { duplicates, merge } from './merge.ts'
import { message } from './message.ts'
import { forget } from './personal.ts'
import { product } from './product.ts'
import { program } from './program.ts'
import { promise } from './promise.ts'
import { report } from './report.ts'
import { sale } from './sale.ts'
import { setting } from './setting.ts'
import { skip, snooze } from './snooze.ts'
import { summary } from './summary.ts'
import { topic } from './topic.ts'
import { touch } from './touch.ts'

export const en = {
  agenda,
  backup,
  bonus,
  case: caseWords,
  common,
  completion,
  consent,
  customer,
  demo,
  doctor,
  due,
  duplicates,
  error,
  export: exportWords,
  forget,
  history,
  import: importWords,
  log,
  call,
  loyal,
  message,
  merge,
  product,
  promise,
  program,
  referral,
  report,
  restore,
  sale,
  setting,
  skip,
  snooze,
  summary,
  topic,
  touch,
}
