import packageJson from '../package.json' with { type: 'json' }

export const VERSION: string = packageJson.version
/** Versions of Node that solestream runs on. */
export const NODE_NEEDED: string = packageJson.engines.node
