// Required by a measured run before the program: writes down at its end what it took of memory and processor.
const { writeFileSync } = require('node:fs')

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const usage = { peakBytes: maxRSS * 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 }
  writeFileSync(process.env.AFTERSALES_BENCH_USAGE, JSON.stringify(usage))
})
