import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Influxd {
  readonly url: string
  readonly user: string
  readonly password: string
  /** Runs one InfluxQL statement as administrator; times in microseconds. */
  query(statement: string, database?: string): Promise<readonly Record<string, unknown>[]>
  /** SIGKILL: nothing is tidied up. */
  kill(): Promise<void>
  /** After `kill`: again on the same port with the same data. */
  restart(): Promise<void>
  /** Ends it and deletes its data. */
  stop(): Promise<void>
}

const USER = 'solestream'
const PASSWORD = 'a test password'

const config = (folder: string, port: number): string => `
reporting-enabled = false
bind-address = "127.0.0.1:0"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  index-version = "tsi1"
  query-log-enabled = false
[monitor]
  store-enabled = false
[http]
  bind-address = "127.0.0.1:${port}"
  auth-enabled = true
  log-enabled = false
[ifql]
  enabled = false
`

/** Starts the program and resolves with the port that this very process says it listens on. */
async function run(folder: string, port: number): Promise<{ readonly process: ChildProcess; readonly port: number }> {
  const file = join(folder, 'influxd.toml')
  await writeFile(file, config(folder, port))
  const child = spawn('influxd', ['run', '-config', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`influxd ended (${code ?? signal}):\n${said.slice(-15).join('\n')}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line)
      const address = /Listening on HTTP.*127\.0\.0\.1:(\d+)/.exec(line)
      if (address) resolve({ process: child, port: Number(address[1]) })
    })
  })
}

/** A real InfluxDB 1.x of its own, with sign-in, on a port that the system chose, its data in a temporary folder. */
export async function startInfluxd(): Promise<Influxd> {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-influxd-'))
  let running = await run(folder, 0)
  const url = `http://127.0.0.1:${running.port}`

  const kill = async (): Promise<void> => {
    const child = running.process
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const onExit = (): void => void running.process.kill('SIGKILL')
  process.once('exit', onExit)

  const query = async (statement: string, database = ''): Promise<readonly Record<string, unknown>[]> => {
    const response = await fetch(`${url}/query?${new URLSearchParams({ db: database, epoch: 'u', q: statement }).toString()}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}` },
    })
    const answer = (await response.json()) as {
      error?: string
      results?: { error?: string; series?: { columns: string[]; values: unknown[][]; tags?: Record<string, string> }[] }[]
    }
    const error = answer.error ?? answer.results?.find((r) => r.error)?.error
    if (error !== undefined) throw new Error(`${statement}: ${error}`)
    return (answer.results ?? []).flatMap((result) =>
      (result.series ?? []).flatMap(({ columns, values, tags }) =>
        values.map((row) => ({ ...tags, ...Object.fromEntries(columns.map((column, i) => [column, row[i]])) })),
      ),
    )
  }
  await query(`CREATE USER ${USER} WITH PASSWORD '${PASSWORD}' WITH ALL PRIVILEGES`)

  return {
    url,
    user: USER,
    password: PASSWORD,
    query,
    kill,
    async restart() {
      await kill()
      running = await run(folder, running.port)
    },
    async stop() {
      await kill()
      process.off('exit', onExit)
      await rm(folder, { recursive: true })
    },
  }
}
