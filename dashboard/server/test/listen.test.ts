import { createServer, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { decodeLiveMessage } from '@solestream/dashboard-shared'
import { listen } from '../src/index.ts'
import { twinOf } from '../src/listen.ts'
import { testApp } from './app.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'))

async function occupy(host: string, port = 0): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('listen', () => {
  test('port 0 picks a free one; the URL answers, and so do both loopback addresses', async () => {
    const { app } = testApp()
    const { url, port } = await listen(app, { host: '127.0.0.1', port: 0 })
    expect(url).toBe(`http://localhost:${port}`)
    for (const host of ['127.0.0.1', 'localhost', ...(hasIpv6 ? ['[::1]'] : [])]) {
      const answer = await fetch(`http://${host}:${port}/api/health`)
      expect([answer.status, await answer.json()]).toMatchObject([200, { version: '1.2.3' }])
    }
  })

  test.skipIf(!hasIpv6)('the live socket and bad requests are answered on ::1 too', async () => {
    const { app } = testApp()
    const { port } = await listen(app, { host: 'localhost', port: 0 })
    const socket = new WebSocket(`ws://[::1]:${port}/api/v1/live`)
    const first = await new Promise<Buffer>((resolve, reject) => socket.once('message', resolve).once('error', reject))
    expect(decodeLiveMessage(first)).toMatchObject({ ok: true, value: { type: 'hello' } })
    const bad = connect(port, '::1')
    bad.write('hello\r\n\r\n')
    expect(await text(bad)).toMatch(/^HTTP\/1\.1 400 /)
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await app.close()
    expect(await closed).toBe(1001)
  })

  test('a taken port is a configuration fault with its mend, and nothing stays open', async () => {
    const port = await occupy('127.0.0.1')
    await expect(listen(testApp().app, { host: '127.0.0.1', port })).rejects.toMatchObject({
      name: 'ConfigurationFault',
      message: expect.stringContaining(`port ${port} is taken`) as string,
      mend: expect.stringContaining('--port') as string,
    })
    if (hasIpv6) expect(await occupy('::1', port)).toBe(port)
  })

  test.skipIf(!hasIpv6)('a port that another program has on ::1 is taken too: localhost would reach that one', async () => {
    const port = await occupy('::1')
    await expect(listen(testApp().app, { host: 'localhost', port })).rejects.toMatchObject({ name: 'ConfigurationFault' })
    expect(await occupy('127.0.0.1', port)).toBe(port)
  })

  test('other hosts need insecure', async () => {
    await expect(listen(testApp().app, { host: '0.0.0.0', port: 0 })).rejects.toMatchObject({
      name: 'ConfigurationFault',
      mend: expect.stringContaining('--insecure') as string,
    })
    // A proxy on this computer is reached on loopback.
    await expect(listen(testApp({ behindProxy: true }).app, { host: '0.0.0.0', port: 0 })).rejects.toMatchObject({
      name: 'ConfigurationFault',
    })
    const { port } = await listen(testApp({ insecure: true }).app, { host: '0.0.0.0', port: 0 })
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200)
  })

  test('a host that is not of this computer', async () => {
    await expect(listen(testApp({ insecure: true }).app, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      name: 'ConfigurationFault',
      message: expect.stringContaining('192.0.2.1') as string,
    })
  })

  test('the door on ::1 has the limits of the one on 127.0.0.1', async () => {
    const { app } = testApp()
    onTestFinished(() => app.close())
    const limitsOf = ({ requestTimeout, headersTimeout, keepAliveTimeout, timeout, maxRequestsPerSocket, maxConnections }: Server) => ({
      requestTimeout,
      headersTimeout,
      keepAliveTimeout,
      timeout,
      maxRequestsPerSocket,
      maxConnections,
    })
    expect(limitsOf(twinOf(app))).toEqual(limitsOf(app.server))
    expect(limitsOf(app.server)).toMatchObject({ requestTimeout: 30_000, maxConnections: 1000 })
  })

  test('closed means closed, on both addresses', async () => {
    const { app } = testApp()
    const { port } = await listen(app, { host: '127.0.0.1', port: 0 })
    await fetch(`http://127.0.0.1:${port}/api/health`)
    await app.close()
    expect(await occupy('127.0.0.1', port)).toBe(port)
    if (hasIpv6) expect(await occupy('::1', port)).toBe(port)
  })
})
