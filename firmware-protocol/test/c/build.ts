import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const C = fileURLToPath(new URL('../../c/', import.meta.url))
export const cFiles = (folder: string, end = '.c'): string[] =>
  readdirSync(join(C, folder))
    .filter((file) => file.endsWith(end))
    .sort()
    .map((file) => join(C, folder, file))

/** The headers are where an application finds them; a warning is an error. */
export const WARNINGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', `-I${join(C, 'include')}`]
export const SANITIZERS = ['-O1', '-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']

/** A folder for programs that goes with the tests. */
export function workshop(): {
  readonly folder: string
  build(name: string, sources: readonly string[], flags?: readonly string[], compiler?: 'gcc' | 'clang'): string
  remove(): void
} {
  const folder = mkdtempSync(join(tmpdir(), 'solestream-c-'))
  return {
    folder,
    /** Compiles strictly and with sanitizers; a warning is an error that says the compiler's words. */
    build(name, sources, flags = [...WARNINGS, ...SANITIZERS], compiler = 'gcc') {
      const program = join(folder, name)
      execFileSync(compiler, [...flags, ...sources, '-o', program], { stdio: ['ignore', 'pipe', 'pipe'] })
      return program
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
export const driverSources = (): string[] => [...cFiles('src'), ...cFiles('test')]
export const machinesSources = (): string[] => [...cFiles('src'), ...cFiles('test/machines')]

export const exampleSources = (): string[] => [...cFiles('src'), ...cFiles('example')]

/** A fuzz target; `insole` is the example without its board. */
export const targetSources = (target: 'codec' | 'insole'): string[] => [
  ...cFiles('src'),
  ...(target === 'insole' ? cFiles('example').filter((file) => !file.endsWith('boardStdio.c')) : []),
  ...cFiles(`fuzz/${target}`),
]

export interface Step {
  readonly ask: string
  readonly answer: string
}

/** Gives the program each step's line of input, and expects the step's answer to it, in order. Resolves to the number of steps. */
export async function answered(program: string, args: readonly string[], steps: Iterable<Step>): Promise<number> {
  const due: Step[] = []
  let taken = 0
  function* input() {
    for (const step of steps) {
      due.push(step)
      yield step.ask
    }
  }
  await streamed(program, args, input(), (line) => {
    const step = due[taken]
    if (step === undefined) throw new Error(`an answer too many: ${line}`)
    if (line !== step.answer) {
      const before = due.slice(Math.max(0, taken - 5), taken).map(({ ask }) => ask)
      throw new Error([`step ${taken}, after`, ...before, step.ask, `due: ${step.answer}`, `got: ${line}`].join('\n'))
    }
    taken++
  })
  if (taken !== due.length) throw new Error(`${taken} answers to ${due.length} lines`)
  return taken
}

/**
 * Runs one process: writes `input` as fast as it is taken, gives each line of output in its order. Rejects when the process fails; its
 * error output (a sanitizer's report) is the message.
 */
export function streamed(program: string, args: readonly string[], input: Iterable<string>, online: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' })
    const lines = input[Symbol.iterator]()
    let errors = ''
    let rest = ''
    let failure: unknown = null

    function write(): void {
      for (;;) {
        let batch = ''
        while (batch.length < 0x10000) {
          const next = lines.next()
          if (next.done === true) {
            child.stdin.end(batch)
            return
          }
          batch += `${next.value}\n`
        }
        if (!child.stdin.write(batch)) {
          child.stdin.once('drain', () => guarded(write))
          return
        }
      }
    }
    function guarded(work: () => void): void {
      if (failure !== null) return
      try {
        work()
      } catch (error) {
        failure = error
        child.kill()
      }
    }
    child.stdin.on('error', () => {}) // The process ended early: its exit says why.
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      guarded(() => {
        const whole = (rest + text).split('\n')
        rest = whole.pop() ?? ''
        for (const line of whole) online(line)
      })
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (failure !== null) reject(failure)
      else if (code !== 0 || errors !== '' || rest !== '') reject(new Error(`${program} ended with ${code ?? signal}: ${errors || rest}`))
      else resolve()
    })
    guarded(write)
  })
}
