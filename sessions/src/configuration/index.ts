export * from './options.ts'
export * from './resolve.ts'
export * from './file.ts'
export * from './dataFolder.ts'
