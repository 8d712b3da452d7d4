export * from './needs.ts'
export * from './influxd.ts'
