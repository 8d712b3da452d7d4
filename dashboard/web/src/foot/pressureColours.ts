export { colourField, PRESSURE_STOPS, pressureTable } from '@solestream/dashboard-shared/foot'
