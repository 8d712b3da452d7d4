import { fails, works, type Check } from '../check.ts'

/** Node as package.json's `engines` wants it. */
export const node: Check = {
  id: 'node',
  title: 'Node',
  need: () => 'start',
  async run({ nodeNeeded }) {
    const detail = `version ${process.versions.node} on ${process.platform} ${process.arch}`
    if (isAtLeast(process.versions.node, nodeNeeded.replace(/^>=\s*/, ''))) return works(detail)
    return fails(`${detail}; ${nodeNeeded} is needed`, 'Install a newer Node from https://nodejs.org, then run `npm ci` again.')
  },
}

/** Versions as 20.19.1; missing parts are 0. */
export function isAtLeast(version: string, wanted: string): boolean {
  const parts = (text: string): number[] => text.split('.').map((part) => Number.parseInt(part, 10))
  const [has, wants] = [parts(version), parts(wanted)]
  for (let i = 0; i < 3; i++) {
    const more = (has[i] ?? 0) - (wants[i] ?? 0)
    if (more !== 0) return more > 0
  }
  return true
}
