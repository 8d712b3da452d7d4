export type { InsoleLayout, LayoutSensor, Region, SensorUnit } from '@solestream/firmware-protocol'
export type { Calibration } from '@solestream/firmware-protocol'
