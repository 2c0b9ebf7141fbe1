import { AmazonError } from '../amazon/errors.ts'
import { marketplaces } from '../domain/marketplaces.ts'
import { saveMarketplaces } from '../store/connections.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'

/** Amazon takes at most so many. Source: reports_2021-06-30.json, CreateReportSpecification. */
const mostMarketplaces = 25

/**
 * The marketplaces that a report is to be asked for, looked up once a run and only when a report is. The report brings
 * the whole region whatever is named, so that a seller whose list Amazon does not tell gets all marketplaces of its region.
 * Throws AmazonError for want of quota and for what ends a run.
 */
export function createMarketplaceLookup(
  engine: SyncEngine,
  laneRun: LaneRun,
): () => Promise<readonly string[]> {
  let found: readonly string[] | null = null
  return async () => {
    found ??= (await findMarketplaceIds(engine, laneRun)).slice(0, mostMarketplaces)
    return found
  }
}

async function findMarketplaceIds(engine: SyncEngine, laneRun: LaneRun): Promise<readonly string[]> {
  const { connection, account } = laneRun
  if (connection.marketplaceIds.length > 0) return connection.marketplaceIds
  const ofRegion = marketplaces.filter(({ region }) => region === account.region).map(({ id }) => id)
  try {
    const participations = await engine.amazon.sellers.getMarketplaceParticipations(account, {
      priority: 'backfill',
      maxQuotaDelayMs: 3000,
      signal: laneRun.signal,
    })
    const own = participations.filter((each) => each.participating).map((each) => each.marketplaceId)
    if (own.length === 0) return ofRegion
    await saveMarketplaces(engine.db.of(connection.tenantId), connection.connectionId, own)
    return own
  } catch (error) {
    if (!(error instanceof AmazonError) || error.availableAt !== null) throw error
    if (error.kind === 'revoked' || error.kind === 'application_refused') throw error
    return ofRegion
  }
}
