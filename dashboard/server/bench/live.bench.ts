import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeSamples } from '@solestream/firmware-protocol'
import { createSimulatedSource, type Source } from '@solestream/ingest'
import { openDataFolder, createService } from '@solestream/sessions'
import { openSqliteStore } from '@solestream/processing/storage'
import { buildApp, listen } from '../src/index.ts'
import { serveJson } from './jsonServer.ts'
import type { ClientsOrder, ClientsReport } from './liveClients.ts'

const CLIENTS = 50
const WARM_UP_MS = 1500
const MEASURE_MS = 5000

const now_ms = (): number => Number(process.hrtime.bigint()) / 1e6
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN

/** A source that notes when each sample's packet came in, before anything looks at it. */
function noted(source: Source, packetIn_ms: Map<string, number>): Source {
  return {
    kind: source.kind,
    stop: () => source.stop(),
    start: (listener) =>
      source.start({
        ...listener,
        record(record) {
          if (record.type === 'packet') {
            const at_ms = now_ms()
            const decoded = decodeSamples(record.bytes)
            if (decoded.ok) {
              const { sequence, n } = decoded.value
              for (let i = 0; i < n; i++) packetIn_ms.set(`${record.side}:${sequence + i}`, at_ms)
            }
          }
          listener.record(record)
        },
        state: (...state) => listener.state(...state),
        ready: () => listener.ready(),
      }),
  }
}

function ask<T>(clients: ChildProcess, order: ClientsOrder): Promise<T> {
  return new Promise((resolve) => {
    clients.once('message', (answer) => resolve(answer as T))
    clients.send(order)
  })
}

interface Measured {
  readonly cpu_ms_s: number
  readonly bytes_s: number
  readonly messages_s: number
  readonly p50_ms: number
  readonly p99_ms: number
}

async function measure(clients: ChildProcess, url: string | null, packetIn_ms: ReadonlyMap<string, number>): Promise<Measured> {
  if (url !== null) await ask(clients, { open: url, clients: CLIENTS })
  await sleep(WARM_UP_MS)
  await ask(clients, { measure: true })
  const start_ms = now_ms()
  const before = process.cpuUsage()
  await sleep(MEASURE_MS)
  const { user, system } = process.cpuUsage(before)
  const seconds = (now_ms() - start_ms) / 1000
  const { messages, bytes, arrivals } = await ask<ClientsReport>(clients, { measure: false })
  await ask(clients, { close: true })
  const delays = arrivals.map(([key, at_ms]) => at_ms - (packetIn_ms.get(key) ?? NaN)).sort((a, b) => a - b)
  if (delays.some(Number.isNaN)) throw new Error('a message came of no packet')
  return {
    cpu_ms_s: (user + system) / 1000 / seconds,
    bytes_s: bytes / seconds,
    messages_s: messages / seconds,
    p50_ms: quantile(delays, 0.5),
    p99_ms: quantile(delays, 0.99),
  }
}

/**
 * Goal 5: two simulated insoles at real pace (16 sensors with IMU, 100 Hz) through journal, graph and store to 50 pages in another process.
 * Delay: from the packet's arrival at the service to the message's at each page. CPU: of the whole server process, less what it needs
 * without pages.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-bench-'))
  const data = openDataFolder(folder)
  const store = await openSqliteStore({ file: data.database, outbox: false })
  const packetIn_ms = new Map<string, number>()
  const source = noted(createSimulatedSource({ pace: 1 }), packetIn_ms)
  const service = createService({ version: 'bench', source, store, data, forwarder: null, recordAtOnce: true })
  const app = buildApp({ service, people: null, webRoot: null, allowedHosts: [], insecure: false, version: 'bench' })
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 })
  const json = await serveJson(service)
  const servedIn_ms: number[] = []
  // Heard after the pages' sockets were written to.
  const leave = service.listen({
    force({ side, block }) {
      servedIn_ms.push(now_ms() - (packetIn_ms.get(`${side}:${block.sequence}`) ?? NaN))
    },
    event() {},
    stride() {},
    replaced() {},
    summary() {},
    status() {},
  })
  const clients = fork(fileURLToPath(new URL('./liveClients.ts', import.meta.url)))
  try {
    await service.start()
    const live = `ws://127.0.0.1:${port}/api/v1/live`
    const alone: Measured[] = []
    const binary: Measured[] = []
    const text: Measured[] = []
    for (let round = 0; round < 3; round++) {
      alone.push(await measure(clients, null, packetIn_ms))
      binary.push(await measure(clients, live, packetIn_ms))
      text.push(await measure(clients, json.url, packetIn_ms))
    }
    print(alone, binary, text)
    servedIn_ms.sort((a, b) => a - b)
    console.log(
      `  of the delay, packet in to sockets written, both kinds: p50 ${quantile(servedIn_ms, 0.5).toFixed(2)} ms, p99 ${quantile(servedIn_ms, 0.99).toFixed(2)} ms`,
    )
  } finally {
    leave()
    clients.kill()
    json.close()
    await app.close()
    await service.close()
    await store.close()
    await rm(folder, { recursive: true })
  }
}

function print(alone: readonly Measured[], binary: readonly Measured[], text: readonly Measured[]): void {
  const of = (list: readonly Measured[], key: keyof Measured) => median(list.map((one) => one[key]))
  const idle = of(alone, 'cpu_ms_s')
  const line = (name: string, list: readonly Measured[]) =>
    `  ${name}: delay p50 ${of(list, 'p50_ms').toFixed(2)} ms, p99 ${of(list, 'p99_ms').toFixed(2)} ms; CPU ${(of(list, 'cpu_ms_s') - idle).toFixed(1)} ms/s; ` +
    `${(of(list, 'bytes_s') / 1000).toFixed(0)} kB/s in ${of(list, 'messages_s').toFixed(0)} messages/s`
  const cpu = (of(binary, 'cpu_ms_s') - idle) / (of(text, 'cpu_ms_s') - idle)
  const bytes = of(binary, 'bytes_s') / of(text, 'bytes_s')
  console.log(`dashboard: ${CLIENTS} pages, two insoles at 100 Hz, medians of ${binary.length} rounds of ${MEASURE_MS / 1000} s`)
  console.log(`  without pages: CPU ${idle.toFixed(1)} ms/s`)
  console.log(line('binary', binary))
  console.log(line('JSON per frame', text))
  console.log(
    `goal 5: p99 ${of(binary, 'p99_ms').toFixed(2)} ms (<= 5); CPU ${cpu.toFixed(2)} x JSON (<= 0.35); bytes ${bytes.toFixed(2)} x (<= 0.5)`,
  )
}
