import { spawn, spawnSync } from 'node:child_process'

export interface Usage {
  readonly cpu_s: number
  readonly wall_s: number
  readonly peak_MB: number
  readonly stdout: string
}

/** One whole process, by the operating system's own accounting (GNU time). */
export function timed(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Usage {
  const started = process.hrtime.bigint()
  const { stdout, stderr, status } = spawnSync('/usr/bin/env', ['time', '-f', '%U %S %M', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env,
  })
  const wall_s = Number(process.hrtime.bigint() - started) / 1e9
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  const [user = NaN, system = NaN, peak_kB = NaN] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { cpu_s: user + system, wall_s, peak_MB: peak_kB / 1024, stdout }
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.length % 2 === 1 ? sorted[sorted.length >> 1]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2
}

/** Both in turn, A B A B, after one run of each that does not count. */
export function paired<A, B>(runs: number, a: () => A, b: () => B): { readonly a: readonly A[]; readonly b: readonly B[] } {
  a()
  b()
  const results = { a: [] as A[], b: [] as B[] }
  for (let i = 0; i < runs; i++) {
    results.a.push(a())
    results.b.push(b())
  }
  return results
}

export const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

/** Milliseconds from spawn to the first HTTP answer of a server that prints its URL first. */
export async function firstResponse_ms(command: string, args: readonly string[], path: string): Promise<number> {
  const started = process.hrtime.bigint()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.split('\n')[0]!))
      void ended.then(() => reject(new Error(`${command} ${args.join(' ')} ended before it answered`)))
    })
    const response = await fetch(url + path)
    await response.text()
    return Number(process.hrtime.bigint() - started) / 1e6
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
