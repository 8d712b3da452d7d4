export * from './needs.ts'
export * from './influxd.ts'
export * from './commandLine.ts'
