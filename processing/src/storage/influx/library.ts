// Loaded when a forwarder first calls. A file of our own, because a bundled CommonJS package that is imported dynamically loses its names.
export { InfluxDB } from 'influx'
