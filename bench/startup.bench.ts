import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstResponse_ms, median } from './measure.ts'

const BARE = `const s = require('node:http').createServer((_, r) => r.end('ok')).listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + s.address().port))`

/** Goal 8: start to first response at most 3.5 x bare node (an http server that answers "ok"). */
export async function run(): Promise<void> {
  const command = fileURLToPath(new URL('../dist/solestream.js', import.meta.url))
  const ours: number[] = []
  const bare: number[] = []
  for (let i = 0; i < 9; i++) {
    const data = mkdtempSync(join(tmpdir(), 'startup-'))
    try {
      bare.push(await firstResponse_ms(process.execPath, ['-e', BARE], '/'))
      ours.push(await firstResponse_ms(process.execPath, [command, 'start', '--port', '0', '--data', data], '/api/health'))
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  }
  const [a, b] = [median(ours.slice(1)), median(bare.slice(1))]
  console.log(`solestream start ${a.toFixed(0)} ms, bare node ${b.toFixed(0)} ms: ${(a / b).toFixed(2)} x (goal <= 3.5)`)
}
