import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command line as users run it, a process of its own; the tests' set-up has built what it loads. */
export function solestream(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, [`${ROOT}bin/solestream.js`, ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs it to its end. */
export function runSolestream(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return finished(solestream(args, options))
}

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

export interface RunningSolestream {
  readonly url: string
  readonly process: ChildProcess
  /** All of stderr so far. */
  stderr(): string
  /** SIGTERM, as a service manager does; resolves with the exit code. */
  stop(): Promise<number | null>
}

/** `start` on a free port; resolves at its first line on stdout, the URL. Rejects with its stderr when it ends before that. */
export async function startSolestream(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<RunningSolestream> {
  const child = solestream(['start', '--port', '0', ...args], options)
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let stdout = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const line = stdout.indexOf('\n')
      if (line >= 0) resolve(stdout.slice(0, line))
    })
    void ended.then((code) => reject(new Error(`start ended with code ${code}:\n${stderr}`)))
  })
  return {
    url,
    process: child,
    stderr: () => stderr,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Asks again until the answer satisfies; the test's own time limit ends it. Between two questions it waits for the answer, no longer. */
export async function until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (satisfies(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
