import { readdir, readFile, readlink } from 'node:fs/promises'

export interface PortHolder {
  readonly who: string
  readonly mend: string
}

const LISTENING = '0A'
const ASK_MS = 2000
const OTHER = 'choose another port with --port (0 picks a free one).'

/** Who seems to listen there: a solestream says so itself, of others the system may tell the process. */
export async function holderOf(host: string, port: number, over: AbortSignal): Promise<PortHolder> {
  const [version, process] = await Promise.all([solestreamAt(host, port, over), processOn(port).catch(() => null)])
  const named = process === null ? '' : `, process ${process.pid}`
  if (version !== null)
    return {
      who: `another solestream (${version}${named})`,
      mend: `Use the one that runs, or end it (Ctrl+C, or \`kill PID\`); or ${OTHER}`,
    }
  if (process !== null) return { who: `${process.name} (process ${process.pid})`, mend: `End it if it is not needed, or ${OTHER}` }
  return { who: 'another program', mend: `Find it with \`lsof -i :${port}\`, or ${OTHER}` }
}

async function solestreamAt(host: string, port: number, over: AbortSignal): Promise<string | null> {
  // AbortSignal.any over AbortSignal.timeout is lost to the garbage collector on Node 20.
  const late = new AbortController()
  const end = (): void => late.abort()
  const timer = setTimeout(end, ASK_MS)
  over.addEventListener('abort', end)
  try {
    const address = host.includes(':') ? `[${host}]` : host
    const answer = await fetch(`http://${address}:${port}/api/health`, { signal: late.signal, redirect: 'error' })
    const { version, source } = (await answer.json()) as { readonly version?: unknown; readonly source?: unknown }
    return typeof version === 'string' && typeof source === 'object' ? version : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    over.removeEventListener('abort', end)
  }
}

/** Linux tells which socket listens, and whose it is where we may look. */
async function processOn(port: number): Promise<{ readonly pid: string; readonly name: string } | null> {
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6'])
    for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/)
      const local = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16)
      if (local === port && fields[3] === LISTENING && fields[9] !== undefined) inodes.add(`socket:[${fields[9]}]`)
    }
  if (inodes.size === 0) return null
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      if (!inodes.has(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''))) continue
      return { pid, name: (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() }
    }
  }
  return null
}
