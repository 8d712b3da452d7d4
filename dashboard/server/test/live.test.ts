import { connect as connectSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import {
  decodeLiveMessage,
  encodeAcknowledge,
  FRAMES_IN_FLIGHT,
  LIVE_PROTOCOL,
  type FrameMessage,
  type LiveMessage,
} from '@solestream/dashboard-shared'
import { forceBlock } from './syntheticBlocks.ts'
import { listen } from '../src/index.ts'
import { testApp } from './app.ts'
import { layoutOf, stride, summary } from './syntheticService.ts'

async function start() {
  const parts = testApp()
  const { port } = await listen(parts.app, { host: '127.0.0.1', port: 0 })
  return { ...parts, port }
}

/** A page: everything it has got, and a promise for the first moment at which `enough` holds. */
async function page(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`)
  onTestFinished(() => socket.terminate())
  const messages: LiveMessage[] = []
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  let check = () => {}
  socket.on('message', (data: Buffer) => {
    const decoded = decodeLiveMessage(data)
    if (!decoded.ok) throw new Error(decoded.detail)
    messages.push(decoded.value)
    check()
  })
  const until = (enough: (messages: readonly LiveMessage[]) => boolean) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (enough(messages)) resolve()
      }
      check()
    })
  const frames = () => messages.filter((message): message is FrameMessage => message.type === 'frame')
  // Status is the last of the greeting here: there is no summary yet.
  await until((all) => all.some(({ type }) => type === 'status' || type === 'summary'))
  return { socket, messages, until, frames, closed }
}

describe('the live socket', () => {
  test('a new page learns how things stand, then hears everything in order', async () => {
    const { port, tell } = await start()
    const { messages, until } = await page(port)
    expect(messages.map(({ type }) => type)).toEqual(['hello', 'layout', 'layout', 'status'])
    expect(messages[0]).toEqual({ type: 'hello', protocol: LIVE_PROTOCOL, version: '1.2.3' })
    tell((listener) => {
      listener.force(forceBlock('left', 10))
      listener.event({ kind: 'toe-off', side: 'left', time_s: 1, confidence: 1 })
      listener.stride(stride('left', 1))
      listener.replaced({
        type: 'replaced',
        side: 'left',
        from_s: 1,
        to_s: 2.1,
        strides: [stride('left', 1)],
        before: [stride('left', 1), { ...stride('left', 1.5), valid: false }],
      })
      listener.summary(summary, {}, { sides: {}, coverage_percent: 100, clockError_ms: null })
      listener.force(forceBlock('right', 15))
    })
    await until((all) => all.length === 10)
    expect(messages.slice(4).map(({ type }) => type)).toEqual(['frame', 'event', 'stride', 'replaced', 'summary', 'frame'])
    expect(messages[7]).toEqual({ type: 'replaced', side: 'left', from_s: 1, to_s: 2.1, strides: [stride('left', 1)], validBefore: 1 })
    const late = await page(port)
    await late.until((all) => all.some(({ type }) => type === 'summary'))
    expect(late.messages.map(({ type }) => type)).toEqual(['hello', 'layout', 'layout', 'status', 'summary'])
  })

  test("a new recording starts without the last one's summary", async () => {
    const { port, tell, service } = await start()
    const say = () => tell((listener) => listener.status(service.status()))
    await service.startRecording()
    say()
    tell((listener) => listener.summary(summary, {}, { sides: {}, coverage_percent: 100, clockError_ms: null }))
    say()
    await service.stopRecording()
    say()
    const after = await page(port)
    await after.until((all) => all.some(({ type }) => type === 'summary'))
    await service.startRecording()
    say()
    const next = await page(port)
    expect(next.messages.map(({ type }) => type)).toEqual(['hello', 'layout', 'layout', 'status'])
  })

  test('a layout is sent again when it changes, not with each status', async () => {
    const { port, tell, service, layouts } = await start()
    const { messages, until } = await page(port)
    // Equal, though another object.
    layouts.left = layoutOf('left')
    tell((listener) => listener.status(service.status()))
    layouts.right = { ...layoutOf('right'), fullScale: 1023 }
    tell((listener) => listener.status(service.status()))
    await until((all) => all.length === 7)
    expect(messages.slice(4)).toMatchObject([
      { type: 'status' },
      { type: 'layout', side: 'right', layout: { fullScale: 1023 } },
      { type: 'status' },
    ])
  })

  test('a page that stops reading gets the newest of each side and is told what it missed; the other page gets all', async () => {
    const { port, tell } = await start()
    const slow = await page(port)
    const quick = await page(port)
    slow.socket.pause()
    // More than the system's buffers take.
    const count = 600
    for (let k = 0; k < count; k++) {
      tell((listener) => {
        listener.force(forceBlock('left', k * 100, 100, 99, (i) => i + 0.5))
        listener.force(forceBlock('right', k * 100, 100, 99, (i) => i + 0.5))
      })
      if (k % 20 === 0) await quick.until(() => quick.frames().length >= 2 * k)
    }
    await quick.until(() => quick.frames().length === 2 * count)
    slow.socket.resume()
    await slow.until((all) => all.some((message) => message.type === 'drops') && slow.frames().length > 0)
    const drops = () => slow.messages.findLast((message) => message.type === 'drops')
    await slow.until(() => slow.frames().length + drops()!.left + drops()!.right === 2 * count)
    for (const side of ['left', 'right'] as const) {
      const seen = slow.frames().filter((frame) => frame.side === side)
      expect(seen.at(-1)?.sequence).toBe((count - 1) * 100)
      const order = seen.map(({ sequence }) => sequence)
      expect(order).toEqual([...order].sort((a, b) => a - b))
    }
    expect(quick.messages.some(({ type }) => type === 'drops')).toBe(false)
    expect(slow.frames().length).toBeLessThan(2 * count)
  })

  test('a page that acknowledges is never more than its window behind', async () => {
    const { port, tell, service } = await start()
    const { socket, frames, until, messages } = await page(port)
    const other = await page(port)
    socket.send(encodeAcknowledge(0))
    const answered = new Promise((resolve) => socket.once('pong', resolve))
    socket.ping()
    await answered
    for (let k = 0; k < 500; k++) tell((listener) => listener.force(forceBlock(k % 2 ? 'right' : 'left', k)))
    tell((listener) => listener.status(service.status()))
    await until((all) => all.filter(({ type }) => type === 'status').length === 2)
    expect(frames()).toHaveLength(FRAMES_IN_FLIGHT)
    socket.send(encodeAcknowledge(FRAMES_IN_FLIGHT))
    await until(() => frames().length === FRAMES_IN_FLIGHT + 2)
    expect(
      frames()
        .slice(-2)
        .map(({ side, sequence }) => [side, sequence]),
    ).toEqual([
      ['left', 498],
      ['right', 499],
    ])
    await until((all) => all.some(({ type }) => type === 'drops'))
    const half = (500 - FRAMES_IN_FLIGHT) / 2 - 1
    expect(messages.findLast(({ type }) => type === 'drops')).toEqual({ type: 'drops', left: half, right: half })
    await other.until(() => other.frames().length === 500)
  })

  test('a page that reads nothing at all is let go before it fills the memory; the other page gets all', async () => {
    const { port, tell } = await start()
    const stuck = await page(port)
    const quick = await page(port)
    stuck.socket.pause()
    const unavailable = { peakForce_N: 'x'.repeat(10_000) }
    const summaries = () => quick.messages.filter(({ type }) => type === 'summary').length
    for (let k = 1; k <= 2000; k++) {
      tell((listener) => listener.summary(summary, unavailable, { sides: {}, coverage_percent: 100, clockError_ms: null }))
      if (k % 50 === 0) await quick.until(() => summaries() === k)
    }
    stuck.socket.resume()
    expect(await stuck.closed).toBe(1006)
    expect(stuck.messages.length).toBeLessThan(2000)
  })

  test('nothing is encoded when nobody listens', async () => {
    const { port, tell } = await start()
    const first = await page(port)
    first.socket.close()
    await first.closed
    const untouchable = new Proxy(forceBlock('left', 1), {
      get: () => {
        throw new Error('it was read')
      },
    })
    // The server hears of the end a little later than the page: the next page, greeted in order, comes after it.
    const second = await page(port)
    expect(() => tell((listener) => listener.force(untouchable))).toThrow('it was read')
    second.socket.close()
    await second.closed
    await expect.poll(() => tell((listener) => listener.force(untouchable)) ?? 'not read').toBe('not read')
  })

  test.each([
    ['text', 'hello'],
    ['unknown bytes', Uint8Array.of(9, 9)],
  ])('%s from a page ends its connection', async (_, message) => {
    const { port } = await start()
    const { socket, closed } = await page(port)
    socket.send(message)
    expect(await closed).toBe(1008)
  })

  test('a large message from a page ends its connection', async () => {
    const { port } = await start()
    const { socket, closed } = await page(port)
    socket.send(new Uint8Array(1000))
    expect([1006, 1009]).toContain(await closed)
  })

  test('pages are told when the server stops, and the service is left', async () => {
    const { port, app, listeners } = await start()
    const { closed } = await page(port)
    expect(listeners.size).toBe(1)
    await app.close()
    expect(await closed).toBe(1001)
    expect(listeners.size).toBe(0)
  })

  test('a page that is gone without a word does not keep the server from stopping', async () => {
    const { port, app } = await start()
    const { socket } = await page(port)
    socket.pause()
    await app.close()
  })
})

describe('who may open the live socket', () => {
  const ask = async (port: number, path: string, headers: Record<string, string>) => {
    const socket = connectSocket(port, '127.0.0.1')
    const all = {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    }
    socket.write(
      `GET ${path} HTTP/1.1\r\n${Object.entries(all)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    )
    return socket
  }
  const LIVE = '/api/v1/live'

  test.each([
    ['a forged Host', LIVE, { Host: 'evil.example' }, 421],
    ['a foreign Origin', LIVE, { Host: 'localhost', Origin: 'https://evil.example' }, 403],
    ['another port of this computer', LIVE, { Host: 'localhost:8420', Origin: 'http://localhost:3000' }, 403],
    ['a sandboxed page', LIVE, { Host: 'localhost', Origin: 'null' }, 403],
    ['another path', '/api/v1/status', { Host: 'localhost' }, 404],
    ['another protocol', LIVE, { Host: 'localhost', Upgrade: 'h2c' }, 426],
  ])('%s is refused', async (_, path, headers, status) => {
    const { port } = await start()
    const answer = await text(await ask(port, path, headers))
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ status, mend: expect.any(String) as string })
  })

  test("the server's own page may, without compression", async () => {
    const { port } = await start()
    const socket = await ask(port, `${LIVE}?x=1`, {
      Host: `localhost:${port}`,
      Origin: `http://localhost:${port}`,
      'Sec-WebSocket-Extensions': 'permessage-deflate',
    })
    onTestFinished(() => void socket.destroy())
    const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
    expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 101 /)
    expect(first.toString('latin1')).not.toMatch(/permessage-deflate/)
  })
})
