// Keeps the memory of a run that reads a large file small.
import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets its room for new objects grow to 96 MB while a file's lines pile up, and never takes it back: an import of
 * 100,000 lines took 330 MB at its peak, and takes 220 MB without that. The flag is looked at whenever the room is to
 * grow, so that it may be set at any time. So small a room one thread clears in no time, and thousands of times: where the
 * computer is busy, waiting for others to help took an import an eighth longer.
 */
export function keepMemoryLean(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--no-parallel-scavenge')
}
