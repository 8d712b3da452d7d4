export { boxOf, GENERIC_OUTLINE, outlinePath, type Box, type Point } from '@solestream/dashboard-shared/foot'
