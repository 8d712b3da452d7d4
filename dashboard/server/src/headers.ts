import type { FastifyReply } from 'fastify'

/*
 * Nothing inline, nothing from elsewhere. No HSTS and no upgrade-insecure-requests: loopback speaks plain HTTP, and HSTS for localhost
 * would break every other program there. uPlot and Preact set styles through the object model, which the policy allows.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // 'self' covers the page's own WebSocket.
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export const setSecurityHeaders = (reply: FastifyReply): FastifyReply => reply.headers(HEADERS)
