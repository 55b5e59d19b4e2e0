// The commands of the program that do something, as the command tree tells of them.
import type { Command } from 'commander'

export interface Leaf {
  /** `sale`, `add`. */
  path: string[]
  command: Command
}

export function commandsIn(command: Command, path: string[] = []): Leaf[] {
  return command.commands.flatMap((sub) => {
    const below = [...path, sub.name()]
    return sub.commands.length > 0 ? commandsIn(sub, below) : [{ path: below, command: sub }]
  })
}
