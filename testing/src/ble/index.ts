export * from './virtualBluetooth.ts'
