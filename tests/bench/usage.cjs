// Required by a measured run before the program: writes down at its end what it took of memory and processor.
const { readFileSync, writeFileSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { peakBytes: peakBytes(), cpuMs: (userCPUTime + systemCPUTime) / 1000 }
  writeFileSync(process.env.AFTERSALES_BENCH_USAGE, JSON.stringify(usage))
})

/** On Linux the system's own figure is never below that of the process that started this one. */
function peakBytes() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}
