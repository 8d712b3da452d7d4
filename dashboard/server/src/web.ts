import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './errors.ts'
import { problem } from './problems.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
/** Vite puts a hash of the content into these names. */
const HASHED = /^\/assets\//

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>solestream</title>
<h1>The page has not been built</h1>
<p>The server runs, and its API answers, but the web page is missing. Run <code>npm run build</code> in the checkout, then reload.</p>
</html>`

/** Paths under `root` as they are asked for. Only what is listed here is ever opened, so no path can lead out of it. */
async function listFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(root.length).split(sep).join('/'), file]),
  )
}

const wantsPage = (request: FastifyRequest, path: string) =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !path.startsWith('/api/') &&
  extname(path) === '' &&
  (request.headers.accept ?? '').includes('text/html')

async function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, file: string): Promise<FastifyReply> {
  const { size, mtimeMs } = await stat(file)
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
  reply
    .header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('etag', etag)
    .type(TYPES[extname(file)] ?? 'application/octet-stream')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  reply.header('content-length', size)
  return reply.send(request.method === 'HEAD' ? '' : createReadStream(file))
}

/** The built page: its files, and its start page for every path that a person can open. */
export function addWeb(app: FastifyInstance, webRoot: string | null): void {
  let files: ReadonlyMap<string, string> = new Map()

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0]!
    if (!path.startsWith('/api/') && (request.method === 'GET' || request.method === 'HEAD')) {
      const page = wantsPage(request, path) || path === '/'
      // Read again for each page: a new build has other names.
      if (webRoot !== null && (page || files.size === 0)) files = await listFiles(webRoot)
      const name = page ? '/index.html' : path
      const file = files.get(name)
      if (file !== undefined) return sendFile(request, reply, name, file)
      if (page) return reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT)
    }
    return sendProblem(
      reply,
      problem('not-found', `${request.method} ${path.slice(0, 200)} is not served.`, 'GET /api/openapi.json lists what is.'),
    )
  })
}
