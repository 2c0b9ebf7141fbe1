import { Skeleton } from '@mantine/core'
import classes from './fleet-skeleton.module.css'

const tiles = ['a', 'b', 'c', 'd', 'e', 'f']
const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** The shape of the page while it is not known yet what is in it. */
export function FleetSkeleton() {
  return (
    <div aria-hidden>
      <div className={classes.tiles}>
        {tiles.map((tile) => (
          <Skeleton key={tile} height={74} radius={10} />
        ))}
      </div>
      <div className={classes.rows}>
        {rows.map((row) => (
          <Skeleton key={row} height={52} radius={8} />
        ))}
      </div>
    </div>
  )
}
