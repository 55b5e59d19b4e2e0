// What is packed runs elsewhere with nothing of the checkout beside it, on every Node, into any pipe.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { readSources } from '../source-rules.ts'

const ROOT = join(import.meta.dirname, '../..')
const windows = process.platform === 'win32'

let folder: string
/** The packed program, installed as a user's npm does: beside it only its one native dependency. */
let program: string
let packed: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftersales-package-'))
  const list = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json', '--silent'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: windows,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  packed = (JSON.parse(list) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path)
  program = join(folder, 'node_modules', 'aftersales')
  for (const path of packed) {
    mkdirSync(dirname(join(program, path)), { recursive: true })
    cpSync(join(ROOT, path), join(program, path))
  }
  symlinkSync(
    join(ROOT, 'node_modules/better-sqlite3'),
    join(folder, 'node_modules/better-sqlite3'),
    'junction',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A home of its own for every test. */
let home: string
beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'))
})

const environment = () => ({
  ...{ PATH: process.env.PATH, HOME: home, LOCALAPPDATA: home, XDG_DATA_HOME: home, TMPDIR: home },
  ...{ SystemRoot: process.env.SystemRoot, NO_COLOR: '1', LANG: 'en_GB.UTF-8', TZ: 'Europe/Moscow' },
})

function aftersales(...args: string[]) {
  const bin = join(program, 'bin/aftersales.js')
  const options = { cwd: home, encoding: 'utf8', env: environment() } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options)
  return { status, stdout, stderr }
}

describe('the package', () => {
  test('holds what it needs and nothing else', () => {
    for (const path of [
      'bin/aftersales.js',
      'dist/main.cjs',
      'dist/licences.txt',
      'data/demo/sales.csv',
      'LICENSE',
      'CHANGELOG.md',
    ]) {
      expect(packed).toContain(path)
    }
    const outside = packed.filter(
      (path) => !/^(bin|dist|data|docs)\/|^[A-Z]+(\.md)?$|^package\.json$/.test(path),
    )
    expect(outside).toEqual([])
    expect(packed.filter((path) => path.includes('.cache'))).toEqual([])
  })

  test('brings the licence of every library that is packed', () => {
    const notices = readFileSync(join(program, 'dist/licences.txt'), 'utf8')
    for (const name of ['commander', 'inquirer', 'zod', 'chrono-node', 'libphonenumber-js', 'better-sqlite3'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: \\S+\\n\\n.{3,}`, 'm'))
  })

  test('sells, lists and shows the demo from an empty folder', () => {
    expect(aftersales('--version')).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' })
    const sold = aftersales(
      'sale',
      'add',
      '--customer',
      'Анна',
      '--phone',
      '+79000000001',
      '--item',
      'Крем @1490',
    )
    expect(sold).toMatchObject({ status: 0, stderr: '' })
    expect(aftersales('due', '--json').stdout).toContain('"messages"')
    const demo = aftersales('demo', '--lang', 'ru')
    expect(demo).toMatchObject({ status: 0, stderr: '' })
    expect(demo.stdout).toContain('Анна Петрова')
  })

  test.skipIf(windows)('keeps every file to its owner', () => {
    aftersales('sale', 'add', '--customer', 'Anna', '--item', 'Cream')
    const shop = join(home, 'aftersales', 'aftersales.db')
    expect(statSync(dirname(shop)).mode & 0o777).toBe(0o700)
    expect(statSync(shop).mode & 0o777).toBe(0o600)
  })

  test('leaves nothing behind in the folder it was called from', () => {
    aftersales('due')
    aftersales('--help')
    expect(readdirSync(home)).toEqual([])
  })
})

test('several terminals at once make one shop, and no sale is lost', async () => {
  const db = join(home, 'new folder', 'shop.db')
  const sell = async (n: number) => {
    const args = ['sale', 'add', '--new', '--customer', `Customer ${n}`, '--item', 'Cream @100', '--db', db]
    const child = spawn(process.execPath, [join(program, 'bin/aftersales.js'), ...args], {
      ...{ cwd: home, env: environment() },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return (await once(child, 'exit'))[0] as number
  }
  expect(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(sell))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  const { customers } = JSON.parse(aftersales('customer', 'list', '--json', '--db', db).stdout)
  expect(customers).toHaveLength(8)
  expect(JSON.parse(aftersales('product', 'list', '--json', '--db', db).stdout).products).toHaveLength(1)
  // Whoever came second may have found a shop that was there, and backed it up first.
  expect(readdirSync(dirname(db)).filter((name) => name !== 'backups')).toEqual(['shop.db'])
})

describe('what V8 made of the program', () => {
  const cache = () => join(program, 'dist/.cache')
  const kept = () =>
    existsSync(cache())
      ? readdirSync(cache(), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name))
      : []
  const list = () => aftersales('customer', 'list', '--db', 'none.db')
  beforeEach(() => rmSync(cache(), { recursive: true, force: true }))

  test('is kept for the next time, and then read', () => {
    const first = list()
    const files = kept()
    expect(files.map((path) => basename(path))).toContain('daily.cjs.v8')
    const times = files.map((path) => statSync(path).mtimeMs)
    expect(list()).toEqual(first)
    expect(kept()).toEqual(files)
    expect(files.map((path) => statSync(path).mtimeMs)).toEqual(times)
  })

  test('is added to by runs that call more, ever more seldom', () => {
    expect(aftersales('demo', '--db', 'more.db').status).toBe(0)
    rmSync(cache(), { recursive: true, force: true })
    const daily = () => statSync(kept().find((path) => basename(path) === 'daily.cjs.v8') as string)
    const look = (...flags: string[]) => {
      expect(aftersales('due', '--db', 'more.db', ...flags).status).toBe(0)
      return daily()
    }
    const line = look('--line')
    expect(look().mtimeMs).toBe(line.mtimeMs)
    const { ctimeMs } = statSync(join(program, 'dist/main.cjs'))
    for (const path of kept()) utimesSync(dirname(path), ctimeMs / 1000, ctimeMs / 1000 + 0.001)
    const list = look()
    expect(list.size).toBeGreaterThan(line.size * 1.1)
    expect(look('--line').mtimeMs).toBe(list.mtimeMs)
  })

  test('is not kept anew by every run where the clock was ahead when the program was installed', () => {
    list()
    const behind = join(home, 'behind.cjs')
    writeFileSync(behind, 'const { now } = Date; Date.now = () => now() - 8e10')
    const then = Date.now() / 1000 - 8e7 - 60
    for (const path of kept()) utimesSync(dirname(path), then, then)
    const times = kept().map((path) => statSync(path).mtimeMs)
    const bin = join(program, 'bin/aftersales.js')
    const args = ['--require', behind, bin, 'customer', 'list', '--db', 'none.db']
    expect(spawnSync(process.execPath, args, { cwd: home, env: environment() }).status).toBe(0)
    expect(kept().map((path) => statSync(path).mtimeMs)).toEqual(times)
  })

  test('is made anew where a file of it is not whole', () => {
    const first = list()
    const whole = kept().map((path) => statSync(path).size)
    for (const path of kept()) truncateSync(path, Math.floor(statSync(path).size / 2))
    expect(list()).toEqual(first)
    for (const [i, path] of kept().entries())
      expect(statSync(path).size).toBeGreaterThan((whole[i] ?? 0) * 0.9)
  })

  test('is not kept of a command that failed, and of no use to another build', () => {
    expect(aftersales('customer', 'show', '#1').status).toBe(3)
    expect(kept()).toEqual([])
    list()
    for (const name of readdirSync(join(program, 'dist')).filter((name) => name.endsWith('.cjs'))) {
      const path = join(program, 'dist', name)
      writeFileSync(path, readFileSync(path, 'latin1').replace(/.{16}$/, 'another version!'))
    }
    list()
    expect(readdirSync(cache())).toHaveLength(2)
  })

  test.skipIf(windows || process.getuid?.() === 0)('need not be kept at all', () => {
    chmodSync(join(program, 'dist'), 0o500)
    const { status } = list()
    chmodSync(join(program, 'dist'), 0o700)
    expect([status, kept()]).toEqual([0, []])
  })
})

describe('the bundle', () => {
  /** Tells at the end which files were read and which modules were loaded, Node's own among them. */
  const TELL = `
    import fs from 'node:fs'
    import module from 'node:module'
    const [read, { readFileSync }] = [[], fs]
    fs.readFileSync = (path, ...how) => {
      read.push(String(path))
      return readFileSync(path, ...how)
    }
    const { dlopen } = process
    process.dlopen = (half, path, ...how) => {
      read.push(String(path))
      return dlopen.call(process, half, path, ...how)
    }
    process.on('exit', () => {
      const files = [...read, ...Object.keys(module._cache)]
      process.stderr.write(JSON.stringify([...files, ...process.moduleLoadList]))
    })`

  function loadedBy(...args: string[]): string[] {
    const tell = ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`]
    const options = { cwd: home, encoding: 'utf8', env: environment() } as const
    const bin = join(program, 'bin/aftersales.js')
    const { status, stderr } = spawnSync(process.execPath, [...tell, bin, ...args], options)
    expect(status).toBe(0)
    return (JSON.parse(stderr) as string[]).map((path) =>
      path.replaceAll('\\', '/').replace(/^.*node_modules\/(aftersales\/)?/, ''),
    )
  }

  test('needs no package but what is compiled of the native one', () => {
    const required = [...readSources('dist/*.cjs').values()].flatMap((source) =>
      [...source.matchAll(/\brequire\(([`'"])([^`'"]+)\1\)/g)].map(([, , name = '']) => name),
    )
    expect(required).toContain('node:fs')
    expect(required.filter((name) => !name.startsWith('./') && !isBuiltin(name))).toEqual([])
  })

  const NETWORK =
    /(?<![.\w])(fetch\s*\(|new (WebSocket|EventSource|XMLHttpRequest))|['"`](node:)?(net|tls|https?|http2|dgram|dns)(\/\w+)?['"`]/g

  test('has no way into the network, in our code or in a library’s', () => {
    const ways = [...readSources('dist/*.cjs')].flatMap(
      ([path, source]) => source.match(NETWORK)?.map((way) => `${path}: ${way}`) ?? [],
    )
    expect(ways).toEqual([])
    for (const way of ["import 'node:https'", "require('net')", 'await fetch(url)', 'import("dns/promises")'])
      expect(way).toMatch(new RegExp(NETWORK.source))
  })

  test('loads the store, the questions and the checks only when a command needs them', () => {
    const loaded = loadedBy('due', '--help')
    expect(loaded).toContain('dist/main.cjs')
    expect(loaded).not.toContain('dist/daily.cjs')
    for (const spared of SPARED) expect(loaded).not.toContain(spared)
    expect(loaded.filter((path) => path.endsWith('.node'))).toEqual([])
    expect(loaded).not.toContain('dist/src-ui-i18n-en-error.cjs')
  })

  /** Runs a copy of the program in which something is amiss. @param preload a script that is run before it */
  function amiss(spoil: (copy: string) => void, preload = '') {
    const copy = join(home, 'node_modules', 'aftersales')
    cpSync(program, copy, { recursive: true })
    spoil(copy)
    const options = { cwd: home, encoding: 'utf8', env: environment() } as const
    const bin = join(copy, 'bin/aftersales.js')
    const load = `data:text/javascript,${encodeURIComponent(preload)}`
    return spawnSync(process.execPath, ['--import', load, bin, 'summary', '--db', 'shop.db'], options)
  }
  const remove = (name: string) => (copy: string) => rmSync(join(copy, 'dist', name))

  test.each([
    ['that has the same files', 'read(path)'],
    ['that has other files', "path.endsWith('daily.cjs') ? readFileSync('none') : read(path)"],
  ])('says in both languages that another version %s took its place while it ran', (_, daily) => {
    const { status, stderr } = amiss(
      () => undefined,
      `import fs from 'node:fs'
      const { readFileSync } = fs
      const read = (path) => readFileSync(path, 'latin1').replace(/.{16}$/, 'a newer version!')
      let isReplaced = false
      fs.readFileSync = (path, ...how) => {
        isReplaced ||= String(path).endsWith('daily.cjs')
        return isReplaced && path.endsWith('.cjs') ? ${daily} : readFileSync(path, ...how)
      }`,
    )
    expect(status).toBe(3)
    expect(stderr).toMatch(/^aftersales was replaced .*\naftersales тем временем .*\n$/)
  })

  const change = (name: string, to: (source: string) => string) => (copy: string) => {
    const path = join(copy, 'dist', name)
    writeFileSync(path, to(readFileSync(path, 'latin1')))
  }
  test.each([
    ['without summary.cjs', remove('summary.cjs')],
    ['without daily.cjs', remove('daily.cjs')],
    [
      'with daily.cjs of another build',
      change('daily.cjs', (source) => source.replace(/.{16}$/, '0'.repeat(16))),
    ],
    ['with half of daily.cjs', change('daily.cjs', (source) => source.slice(0, source.length / 2))],
    ['with half of main.cjs', change('main.cjs', (source) => source.slice(0, source.length / 2))],
  ])('and that it is not whole %s', (_, spoil) => {
    const { status, stderr } = amiss(spoil)
    expect(status).toBe(3)
    expect(stderr).toMatch(/^aftersales is not whole: .*\naftersales установлен не полностью: .*\n$/)
  })

  test('and that SQLite cannot be loaded, and why', () => {
    const { arch, platform } = process
    const { status, stderr } = amiss(() => {
      const library = join(home, 'node_modules/better-sqlite3')
      mkdirSync(join(library, 'prebuilds'), { recursive: true })
      writeFileSync(join(library, 'package.json'), '{}')
      writeFileSync(join(library, `prebuilds/${platform}-${arch}.node`), 'not what it should be')
    })
    expect(status).toBe(3)
    expect(stderr).toMatch(
      /^aftersales cannot load SQLite.*\n.*\naftersales не может загрузить SQLite.*\n.*\n$/,
    )
    expect(stderr).toContain(`${platform}-${arch}.node`)
  })

  test('loads for the morning list what it is made of, and none of what other commands need', () => {
    expect(aftersales('demo', '--db', 'shop.db').status).toBe(0)
    const loaded = loadedBy('due', '--db', 'shop.db')
    expect(loaded).toContain('dist/daily.cjs')
    expect(loaded.filter((path) => path.endsWith('.node'))).toHaveLength(1)
    for (const spared of SPARED) expect(loaded).not.toContain(spared)
  })
})

/** What costs a command more time than it takes to open the shop. */
const SPARED = [
  ...['dist/ask.cjs', 'dist/chrono.cjs', 'dist/xlsx.cjs', 'dist/age.cjs', 'dist/lib.cjs'],
  ...['dist/date-fns-tz.cjs', 'dist/src-commands-input.cjs', 'dist/src-ui-table.cjs', 'dist/chalk.cjs'],
  ...['dist/libphonenumber-js-min.cjs', 'dist/src-ui-i18n-en-import.cjs'],
  ...['NativeModule child_process', 'NativeModule internal/crypto/random', 'NativeModule zlib'],
]

describe('an older Node', () => {
  /** Runs the starter as if this Node were an older one. */
  function onOldNode(root: string, ...args: string[]) {
    const versions = '{ ...process.versions, node: "20.19.0", napi: "9" }'
    const older = `Object.defineProperty(process, 'versions', { value: ${versions} })`
    return spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(older)}`,
        join(root, 'bin/aftersales.js'),
        ...args,
      ],
      { cwd: home, encoding: 'utf8', env: environment() },
    )
  }

  test('hands over to the checkout’s own, with its answers, errors and exit code', () => {
    expect(onOldNode(ROOT, '--version')).toMatchObject({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    })
    expect(onOldNode(ROOT, 'sale', 'show', '#1')).toMatchObject({ status: 3, stdout: '' })
    expect(onOldNode(ROOT, 'du')).toMatchObject({ status: 2, stdout: '' })
  })

  test('says in both languages what is missing where there is no other', () => {
    const { status, stdout, stderr } = onOldNode(program, 'due')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^aftersales needs Node 22\.14 or newer, and this is Node 20\.19\.0/),
      expect.stringMatching(/^aftersales нужен Node 22\.14 или новее, а здесь Node 20\.19\.0/),
      '',
    ])
  })

  test('and a checkout that was never installed, on any Node', () => {
    const bare = join(home, 'checkout')
    mkdirSync(bare)
    cpSync(join(ROOT, 'bin'), join(bare, 'bin'), { recursive: true })
    writeFileSync(join(bare, 'package.json'), '{ "type": "module" }')
    const { status, stderr } = onOldNode(bare)
    expect(status).toBe(2)
    expect(stderr).toMatch(/run npm ci in .*\n.*выполните npm ci/)
  })
})

describe.skipIf(windows)('whatever the output goes into', () => {
  function shell(line: string) {
    const env = { ...environment(), RUN: `"${process.execPath}" "${join(program, 'bin/aftersales.js')}"` }
    return spawnSync('bash', ['-c', `run() { eval "$RUN" '"$@"'; }; ${line}`], {
      cwd: home,
      encoding: 'utf8',
      env,
    })
  }

  test.each([
    ['a reader that has gone', 'run --help | true; exit ${PIPESTATUS[0]}'],
    ['a reader that wants one line', 'run demo --db demo.db | head -1; exit ${PIPESTATUS[0]}'],
    ['a closed output', 'run --help >&-'],
    ['closed errors', 'run --help 2>&-'],
    ['nothing open at all', 'run --help <&- >&- 2>&-'],
  ])('%s is no error', (_, line) => {
    expect(shell(line)).toMatchObject({ status: 0, stderr: '' })
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk is one, in plain words', () => {
    const { status, stderr } = shell('run --help >/dev/full')
    expect(status).toBe(3)
    expect(stderr.split('\n')).toHaveLength(3)
    expect(stderr).toContain('could not be written')
    expect(shell('run --help --json >/dev/full').stderr).toContain('"code":"output.lost"')
  })

  test('an error keeps its exit code where it cannot be told', () => {
    expect(shell('run sale show 7 2>/dev/full').status).toBe(3)
    expect(shell('run sale show 7 2>&-').status).toBe(3)
  })

  test('a poor terminal', () => {
    const { status, stdout } = shell('LANG=C LC_ALL=C TERM=dumb COLUMNS=40 run demo --db poor.db')
    expect(status).toBe(0)
    expect(stdout).not.toContain('\x1b')
  })
})

describe('what installs it', () => {
  const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

  test('compiles nothing: no npm builds the native dependency', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { gypfile?: boolean }> }
    // npm drops this line whenever it rewrites the lock; without it npm 10 wants Python.
    expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
    const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> }
    expect(allowScripts).toEqual({ 'better-sqlite3': false, node: true })
  })

  test('installs SQLite in the very version whose other half is packed', () => {
    const { version } = JSON.parse(read('node_modules/better-sqlite3/package.json')) as { version: string }
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, typeof manifest> }
    // The half that is packed hands its arguments to the compiled one by their places.
    for (const { dependencies } of [manifest, lock.packages[''] as typeof manifest])
      expect(dependencies).toEqual({ 'better-sqlite3': version })
  })

  test('names no registry and no path of one machine', () => {
    expect(read('package-lock.json')).not.toMatch(
      /"resolved"|https?:\/\/(?!opencollective|github\.com|[\w.-]*sponsors?)[\w.]*(npm|registry)/,
    )
    for (const path of ['.ci/run', 'package.json', 'bin/aftersales.js']) {
      expect(read(path)).not.toMatch(/\/(home|root|Users|work|tmp)\//)
    }
  })

  test.skipIf(windows)('is run by CI', () => {
    expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).not.toBe(0)
    expect(spawnSync('bash', ['-n', join(ROOT, '.ci/run')]).status).toBe(0)
  })
})
