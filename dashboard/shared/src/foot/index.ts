export { footGeometry, type FootGeometry } from './geometry.ts'
export { boxOf, GENERIC_OUTLINE, outlinePath, type Box, type Point } from './outline.ts'
export { colourField, PRESSURE_STOPS, pressureTable } from './pressureColours.ts'
export { PressureField, sigmaFor } from './pressureField.ts'
