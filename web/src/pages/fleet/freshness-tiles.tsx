import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { type Freshness, freshnesses, freshnessTones } from '../../sync/freshness.ts'
import classes from './freshness-tiles.module.css'
import type { FleetSearchState } from './use-fleet-search.ts'

interface FreshnessTilesProps {
  readonly counts: Readonly<Record<Freshness, number>>
  readonly total: number
  readonly search: FleetSearchState
}

/** How many tenants are served how; each tile shows them, and a second click all again. */
export function FreshnessTiles({ counts, total, search }: FreshnessTilesProps) {
  const { t } = useTranslation(['fleet', 'sync'])
  return (
    <nav className={classes.tiles} aria-label={t('tiles.label')}>
      {freshnesses.toReversed().map((freshness) => (
        <Tile
          key={freshness}
          freshness={freshness}
          count={counts[freshness]}
          share={total === 0 ? 0 : counts[freshness] / total}
          isCurrent={search.search.health === freshness}
        />
      ))}
    </nav>
  )
}

interface TileProps {
  readonly freshness: Freshness
  readonly count: number
  readonly share: number
  readonly isCurrent: boolean
}

function Tile({ freshness, count, share, isCurrent }: TileProps) {
  const { t } = useTranslation('sync')
  const format = useFormat()
  return (
    <Link
      to="/fleet"
      search={(before) => ({ ...before, health: isCurrent ? undefined : freshness })}
      resetScroll={false}
      className={classes.tile}
      data-tone={count === 0 ? 'none' : freshnessTones[freshness]}
      data-current={isCurrent || undefined}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className={classes.word}>{t(`freshness.${freshness}`)}</span>
      <span className={classes.figures}>
        <span className={classes.count}>{format.number(count)}</span>
        <span className={classes.share}>{format.percent(share)}</span>
      </span>
    </Link>
  )
}
