// A seller at work: sells and calls at moments of her own clock, by command lines.
import { type FakeWorld, runJson } from '../fixture.ts'

export class Seller {
  readonly world: FakeWorld
  readonly #offset: string

  /** @param offset of her zone, such as `+03:00` */
  constructor(world: FakeWorld, offset = '+03:00') {
    this.world = world
    this.#offset = offset
  }

  /** Sets the clock to a local moment such as `2026-11-16 10:00`, then runs a command line. */
  async at<Document = unknown>(moment: string, ...line: string[]): Promise<Document> {
    this.world.setClock(`${moment.replace(' ', 'T')}${this.#offset}`)
    return runJson<Document>(line, this.world)
  }

  sell(moment: string, customer: string, item: string, ...flags: string[]): Promise<unknown> {
    return this.at(moment, 'sale', 'add', '--customer', customer, '--item', item, ...flags)
  }

  /** A talk, with flags such as `--csat 5`, each as one word `csat=5`. */
  talk(moment: string, customer: string, ...answers: string[]): Promise<unknown> {
    return this.log(moment, customer, 'talked', ...answers)
  }

  log(moment: string, customer: string, outcome: string, ...answers: string[]): Promise<unknown> {
    const flags = answers.flatMap((answer) => {
      const [name = '', ...value] = answer.split('=')
      return [`--${name}`, value.join('=')]
    })
    return this.at(moment, 'log', customer, '--outcome', outcome, ...flags)
  }
}
