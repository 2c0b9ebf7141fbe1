/**
 * The simulated Amazon of `up` and `simulate`. Named by its place and not as the package that it is in this repository:
 * the published package carries it inside.
 */
export {
  demoFleet,
  SIMULATED_APPLICATION,
  type Simulator,
  startSimulator,
} from '../../simulator/src/index.ts'
export type { RosterEntry } from '../../simulator/src/seller.ts'
export { simulate } from '../../simulator/src/simulate.ts'
